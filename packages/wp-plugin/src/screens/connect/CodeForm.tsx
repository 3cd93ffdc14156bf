import { decodeConnectionCode, type ConnectionCodeProblem } from '@handoff/shared/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Spinner, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { useLocation } from 'wouter';
import { site } from '../../app/clients.ts';
import { __, fill } from '../../app/i18n.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import './connect.scss';

/** Takes a connection code, says at once whether it can be one, and pairs. */
export function CodeForm() {
  const [pasted, setPasted] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const connect = useConnect();
  const decoded = decodeConnectionCode(pasted);
  const problem = !decoded.ok && (pasted.trim() !== '' || submitted) ? problemWords(decoded.code) : undefined;
  const host = decoded.ok ? new URL(decoded.connection.origin).host : undefined;
  return (
    <form
      className="handoff-code"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setSubmitted(true);
        if (decoded.ok) connect.mutate(pasted);
        else event.currentTarget.querySelector('textarea')?.focus();
      }}
    >
      <TextareaControl
        __nextHasNoMarginBottom
        label={__('Paste the code from your Handoff server', 'handoff')}
        help={__(
          'Whoever runs the server makes one with the command “handoff connect” and sends it to you. It works once, for 15 minutes.',
          'handoff',
        )}
        rows={4}
        className="handoff-code__field"
        autoComplete="off"
        spellCheck={false}
        disabled={connect.isPending}
        aria-invalid={problem !== undefined}
        value={pasted}
        onChange={(value) => {
          setPasted(value);
          connect.reset();
        }}
      />
      <div role="status" className="handoff-code__check">
        {problem !== undefined && <p className="handoff-problem">{problem}</p>}
        {host !== undefined && !connect.isPending && <p>{fill(__('This code is from {host}.', 'handoff'), { host })}</p>}
        {connect.isPending && (
          <p>
            <Spinner />
            {fill(__('Connecting to {host}: both sides check each other…', 'handoff'), { host: host ?? '' })}
          </p>
        )}
      </div>
      {connect.error !== null && <ErrorNotice error={connect.error} />}
      <Button
        variant="primary"
        type="submit"
        __next40pxDefaultSize
        isBusy={connect.isPending}
        disabled={connect.isPending}
        accessibleWhenDisabled
      >
        {__('Connect', 'handoff')}
      </Button>
    </form>
  );
}

/** Pairs, and goes on with the first run in the same moment as the panel learns that the site is paired. */
function useConnect() {
  const queries = useQueryClient();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (code: string) => site('connect', { body: { code } }),
    onSuccess: (status) => {
      go('/start');
      queries.setQueryData(['site', 'status', {}], status);
      queries.removeQueries({ queryKey: ['server'] });
    },
  });
}

function problemWords(problem: ConnectionCodeProblem): string {
  switch (problem) {
    case 'empty':
      return __('Paste the connection code first.', 'handoff');
    case 'wrong_product':
      return __('This is not a connection code. Connection codes start with “hnd1_”.', 'handoff');
    case 'newer_version':
      return __('This code comes from a newer Handoff server. Update this plugin, then paste the code again.', 'handoff');
    case 'damaged':
      return __('This code is incomplete or was changed on the way. Copy the whole code again, or ask for a new one.', 'handoff');
  }
}
