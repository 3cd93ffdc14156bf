export { attemptWords } from './attempt-words.ts';
export { consentWords } from './consent-words.ts';
export { type DeliveryState, deliveryStateWord, type DeliveryWords, deliveryWords } from './delivery-words.ts';
export { deliveryTodo, type Todo } from './error-todo.ts';
export { type EventStateWords, eventStateWords, isObserved } from './event-words.ts';
export { ruleTitle } from './rule-titles.ts';
export { type SkipCode, skipWords } from './skip-words.ts';
export { timelineWords } from './timeline-words.ts';
