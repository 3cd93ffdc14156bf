import { createRoot } from '@wordpress/element';
import { siteEndpoints } from './site-api/endpoints.ts';

const target = document.getElementById('handoff-panel');
if (target !== null) createRoot(target).render(<p>{Object.keys(siteEndpoints).join(' ')}</p>);
