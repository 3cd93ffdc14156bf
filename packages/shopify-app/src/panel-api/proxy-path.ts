/**
 * Which paths of the companion's API the panel may reach: `v1/destinations…` and what belongs to the shop's workspace.
 * Answers the path to call, each part encoded anew; undefined where it is not allowed. The ids of the API have no
 * characters that need encoding, so parts with slashes or dots alone in them are refused: whoever sends them wants
 * another place than the one they name.
 */
export function allowedPath(asked: string, workspaceId: string): string | undefined {
  const parts: string[] = [];
  for (const raw of asked.split('/')) {
    const part = decode(raw);
    if (part === undefined || part === '' || part === '.' || part === '..' || /[/\\%\p{Cc}]/u.test(part)) return undefined;
    parts.push(part);
  }
  // Ending the pairing goes by the app's own route, so that the shop forgets it too.
  if (parts[3] === 'sources' && parts.at(-1) === 'revoke') return undefined;
  const isOurs = parts[0] === 'v1' && (parts[1] === 'destinations' || (parts[1] === 'workspaces' && parts[2] === workspaceId));
  return isOurs ? `/${parts.map(encodeURIComponent).join('/')}` : undefined;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
