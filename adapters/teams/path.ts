/** Where Teams sends activities. */
export const MESSAGES_PATH = '/api/messages';
