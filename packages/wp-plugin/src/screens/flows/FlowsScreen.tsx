export default function FlowsScreen() {
  return null;
}
