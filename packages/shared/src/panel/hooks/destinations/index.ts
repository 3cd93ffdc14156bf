export { useAccountForm } from './useAccountForm.ts';
export { useConnectionActions } from './useConnectionActions.ts';
export { useConnectionList } from './useConnectionList.ts';
export { useNewAccount } from './useNewAccount.ts';
export { type SignIn } from './useSignIn.ts';
export { usesOf, type Use } from './uses.ts';
