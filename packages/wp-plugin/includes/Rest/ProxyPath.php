<?php

declare(strict_types=1);

namespace Handoff\Rest;

/** Which paths of the server's API the panel may reach through this site. */
final class ProxyPath
{
    /**
     * The path to call, each part encoded anew; null where it is not allowed. Allowed are `v1/destinations…` and what
     * belongs to the paired workspace. WordPress gives the path encoded or, with plain permalinks, decoded once; the ids
     * of the API have no characters for which that makes a difference, so those that do are refused: whoever sends them
     * wants another place than the one they name.
     */
    public static function allowed(string $asked, string $workspaceId): ?string
    {
        $parts = [];
        foreach (explode('/', $asked) as $part) {
            $part = rawurldecode($part);
            if ($part === '' || $part === '.' || $part === '..' || preg_match('~[/\\\\%\x00-\x1f\x7f]~', $part) === 1) {
                return null;
            }
            $parts[] = $part;
        }
        // Ending the pairing goes by the site's own route, which is for administrators and tells the site too.
        if (array_slice($parts, 3, 1) === ['sources'] && end($parts) === 'revoke') {
            return null;
        }
        $isOurs = array_slice($parts, 0, 2) === ['v1', 'destinations']
            || array_slice($parts, 0, 3) === ['v1', 'workspaces', $workspaceId];
        return $isOurs ? '/' . implode('/', array_map('rawurlencode', $parts)) : null;
    }
}
