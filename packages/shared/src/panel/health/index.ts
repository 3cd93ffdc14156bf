export { connectionSays, flowSays, isFailing, sourceSays } from './says.ts';
export { agoWords, spanWords } from './times.ts';
export { type HealthNeed, healthNeeds, nothingToOrder, reviewChoices } from './needs.ts';
export { healthItems, type HealthItem } from './items.ts';
