import { render } from 'preact';
import { App } from './app/App.tsx';
import { loadLanguage } from './app/i18n.ts';
import { root } from './app/root.ts';
import './style.css';

await loadLanguage();
render(<App />, root);
