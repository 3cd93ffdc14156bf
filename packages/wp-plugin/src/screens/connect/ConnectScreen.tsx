export default function ConnectScreen() {
  return null;
}
