export default function DestinationsScreen() {
  return null;
}
