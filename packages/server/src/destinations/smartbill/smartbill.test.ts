import { describeDestination } from '../testing/contract.ts';
import { examples } from './examples.ts';

for (const [name, example] of Object.entries(examples)) describeDestination(name, example);
