export { useConnectionForm } from './useConnectionForm.ts';
export { useSignIn, type SignIn } from './useSignIn.ts';
export { usesOf, type Use } from './uses.ts';
