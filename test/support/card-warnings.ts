import { AdaptiveCard, ChoiceSetInput, SerializationContext } from 'adaptivecards';

/** What Microsoft's own library says against a card when it reads and checks it; empty when it says nothing. */
export function cardWarnings(card: unknown): readonly string[] {
  const read = new AdaptiveCard();
  const context = new SerializationContext();
  read.parse(card, context);
  const atReading = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  // The library wants choices even where it finds them in the directory.
  const atChecking = read
    .validateProperties()
    .validationEvents.filter(
      ({ source }) => !(source instanceof ChoiceSetInput && Boolean(source.choicesData?.dataset)),
    )
    .map(({ message }) => message);
  return [...new Set([...atReading, ...atChecking])];
}
