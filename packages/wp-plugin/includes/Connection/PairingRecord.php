<?php

declare(strict_types=1);

namespace Handoff\Connection;

use Handoff\Outbox\Ascii;

/** With whom this site is paired. Holds no secret. */
final class PairingRecord
{
    private const MAX_NAME = 300;

    /** The server's address, exactly as its connection code gave it. */
    public string $origin;
    public string $sourceId;
    public string $workspaceId;
    public string $workspaceName;

    /** The server's public key (`whpk_…`), checked against the connection code. */
    public string $serverKey;

    /** The site key's fingerprint, as the server shows it too. */
    public string $fingerprint;

    /** The address the site was paired under. */
    public string $siteUrl;

    /** Unix seconds. */
    public int $pairedAt;

    /** Who paired it, for people. */
    public string $pairedBy;

    /** Whether the connection code came from wp-config.php. */
    public bool $unattended;

    /** Which installation was paired. */
    public SiteIdentity $identity;

    /** @return array<string, mixed> As every database can keep it: not each takes the emoji in a workspace's name. */
    public function toArray(): array
    {
        $name = Ascii::pack($this->workspaceName, self::MAX_NAME);
        return ['workspaceName' => $name, 'identity' => $this->identity->toArray()] + get_object_vars($this);
    }

    /**
     * Null where this is not a whole record.
     *
     * @param mixed $stored What `toArray` gave.
     */
    public static function fromArray($stored): ?self
    {
        $texts = ['origin', 'sourceId', 'workspaceId', 'workspaceName', 'serverKey', 'fingerprint', 'siteUrl', 'pairedBy'];
        $record = new self();
        foreach ($texts as $text) {
            if (!is_array($stored) || !is_string($stored[$text] ?? null)) {
                return null;
            }
            $record->{$text} = $stored[$text];
        }
        $record->workspaceName = Ascii::unpack($record->workspaceName);
        if (!Origin::isOrigin($record->origin) || PublicKey::parse($record->serverKey) === null) {
            return null;
        }
        $record->pairedAt = (int) ($stored['pairedAt'] ?? 0);
        $record->unattended = (bool) ($stored['unattended'] ?? false);
        $record->identity = SiteIdentity::fromArray($stored['identity'] ?? null);
        return $record;
    }
}
