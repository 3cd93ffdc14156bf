import { ApiError } from '@handoff/shared/api';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import '@wordpress/components/build-style/style.css';
import { createRoot } from '@wordpress/element';
import '@handoff/wp-plugin/style.scss';
import { setDates } from './app/dates.ts';
import { loadLanguage } from './app/i18n.ts';
import { signInAgain } from './app/places.ts';
import './style.scss';

// A person looking at a console would rather hear at once what is wrong than wait for three silent tries.
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 5000 } },
  queryCache: new QueryCache({ onError: (error) => error instanceof ApiError && error.status === 401 && signInAgain() }),
});

await loadLanguage();
setDates();
// Only now: modules hold texts, which are said as they are loaded.
const { App } = await import('./app/App.tsx');

const target = document.getElementById('handoff-console');
if (target !== null) {
  createRoot(target).render(
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>,
  );
}
