export default function QuarantineScreen() {
  return null;
}
