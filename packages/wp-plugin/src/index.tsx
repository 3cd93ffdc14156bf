import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from '@wordpress/element';
import { App } from './app/App.tsx';
import './style.scss';

// A person looking at a panel would rather hear at once what is wrong than wait for three silent tries.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5000 } } });

const target = document.getElementById('handoff-panel');
if (target !== null) {
  createRoot(target).render(
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>,
  );
}
