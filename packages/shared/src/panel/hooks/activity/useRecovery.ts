import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/** When the server answers again, everything that it could not be asked meanwhile is asked: names and counts too. */
export function useRecovery(error: Error | null): void {
  const queries = useQueryClient();
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && error === null) void queries.invalidateQueries({ queryKey: ['server'] });
    wasAway.current = error !== null;
  }, [error, queries]);
}
