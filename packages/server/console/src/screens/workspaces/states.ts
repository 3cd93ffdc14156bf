import type { AnswerOf, endpoints } from '@handoff/shared/api';
import type { Tone } from '@handoff/shared/panel';
import { __, _n, fill } from '@handoff/wp-plugin/app/i18n.ts';
import { count } from '../../ui/numbers.ts';

export type WorkspaceLine = AnswerOf<typeof endpoints.overviewWorkspaces>['items'][number];
type State = WorkspaceLine['state'];

export const STATES: Record<State, { label: string; tone: Tone }> = {
  problem: { label: __('In trouble', 'handoff'), tone: 'bad' },
  watch: { label: __('Needs a look', 'handoff'), tone: 'attention' },
  new: { label: __('Not set up', 'handoff'), tone: 'quiet' },
  ok: { label: __('Works', 'handoff'), tone: 'good' },
};

/** What a line says of how the workspace fares. */
export function stateWords({ state, problems, warnings }: Pick<WorkspaceLine, 'state' | 'problems' | 'warnings'>): string {
  switch (state) {
    case 'problem':
      return fill(_n('{count} problem', '{count} problems', problems, 'handoff'), { count: count(problems) });
    case 'watch':
      return fill(_n('{count} thing to look at', '{count} things to look at', warnings, 'handoff'), { count: count(warnings) });
    case 'new':
    case 'ok':
      return STATES[state].label;
  }
}
