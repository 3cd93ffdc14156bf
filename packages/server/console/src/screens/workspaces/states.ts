import type { AnswerOf, endpoints } from '@handoff/shared/api';
import type { Tone } from '@handoff/shared/panel';
import { counted } from '../../ui/numbers.ts';

export type WorkspaceLine = AnswerOf<typeof endpoints.overviewWorkspaces>['items'][number];
type State = WorkspaceLine['state'];

export const STATES: Record<State, { label: string; tone: Tone }> = {
  problem: { label: 'In trouble', tone: 'bad' },
  watch: { label: 'Needs a look', tone: 'attention' },
  new: { label: 'Not set up', tone: 'quiet' },
  ok: { label: 'Works', tone: 'good' },
};

/** What a line says of how the workspace fares. */
export function stateWords({ state, problems, warnings }: Pick<WorkspaceLine, 'state' | 'problems' | 'warnings'>): string {
  switch (state) {
    case 'problem':
      return counted(problems, 'problem');
    case 'watch':
      return `${counted(warnings, 'thing')} to look at`;
    case 'new':
    case 'ok':
      return STATES[state].label;
  }
}
