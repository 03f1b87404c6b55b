/** What is wrong with somebody named by an e-mail address. */
export const email = {
  notAnAddress: 'Please write one e-mail address, such as name@company.com.',
  both: 'Please choose somebody or write an address, not both.',
  notFound: 'I found nobody with this address on {platforms}. Please check it.',
  mayHaveToAdd: 'Somebody who is new to me on {platform} has to add the app first, here: {link}',
  notInstalled:
    '{name} has to add the app on {platform} before I can write there. Please pass this on, then send again: {link}',
  notInstalledThere:
    '{name} has to add the app on {platform} before I can write there. Please ask them to, then send again.',
  notAnswering: '{platform} does not answer just now. Please try again in a minute, or choose somebody from the list.',
} as const;
