export function ConnectScreen() {
  return null;
}
