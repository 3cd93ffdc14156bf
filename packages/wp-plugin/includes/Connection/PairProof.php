<?php

declare(strict_types=1);

namespace Handoff\Connection;

/**
 * The messages by which site and server prove themselves to each other. The first line of each text names its purpose,
 * so that no signature made for one can be shown as another.
 */
final class PairProof
{
    /** @return array<string, string> The body of `POST /v1/sources/pair`. */
    public static function request(ConnectionCode $code, KeyPair $key, string $name, string $url): array
    {
        $publicKey = $key->publicKey()->text();
        return [
            'code' => $code->code,
            'kind' => 'wordpress',
            'name' => $name,
            'url' => $url,
            'publicKey' => $publicKey,
            'proof' => base64_encode($key->sign("handoff/pair/v1\n{$code->code}\n{$publicKey}\n{$url}")),
        ];
    }

    /**
     * Whether the answer comes from the server that made the code, and is about the key this site sent.
     *
     * @param array<string, mixed> $answer
     *
     * @throws ConnectionError `server_key_mismatch` or `answer_invalid`.
     */
    public static function check(ConnectionCode $code, PublicKey $ours, array $answer): void
    {
        $sourceId = $answer['sourceId'] ?? null;
        $workspace = $answer['workspace'] ?? null;
        $serverKey = is_string($answer['serverKey'] ?? null) ? PublicKey::parse($answer['serverKey']) : null;
        if ($serverKey !== null && !hash_equals($code->thumbprint, $serverKey->thumbprint())) {
            throw new ConnectionError('server_key_mismatch', __(
                'The server that answered is not the one that made this connection code. Check the address, then create a new code and connect again.',
                'handoff'
            ));
        }
        $whole = $serverKey !== null
            && self::isId($sourceId)
            && is_array($workspace)
            && self::isId($workspace['id'] ?? null)
            && is_string($workspace['name'] ?? null)
            && is_string($answer['signature'] ?? null);
        $text = $whole ? "handoff/paired/v1\n{$code->code}\n{$sourceId}\n{$ours->text()}" : '';
        if (!$whole || !$serverKey->verifies($text, $answer['signature']) || ($answer['fingerprint'] ?? null) !== $ours->fingerprint()) {
            throw new ConnectionError('answer_invalid', __(
                'The server’s answer was changed on the way or belongs to another site. Create a new connection code and connect again.',
                'handoff'
            ));
        }
    }

    /**
     * The body of `POST /v1/sources/{id}/rotate-key`: the key in use and the new one both vouch for the change.
     *
     * @return array<string, string|int>
     */
    public static function rotation(string $sourceId, KeyPair $old, KeyPair $new, int $now): array
    {
        $newPublicKey = $new->publicKey()->text();
        $text = "handoff/rotate/v1\n{$sourceId}\n{$newPublicKey}\n{$now}";
        return [
            'sourceId' => $sourceId,
            'newPublicKey' => $newPublicKey,
            'timestamp' => $now,
            'oldProof' => base64_encode($old->sign($text)),
            'newProof' => base64_encode($new->sign($text)),
        ];
    }

    /** @param mixed $id Ids become lines of signed texts and parts of paths. */
    private static function isId($id): bool
    {
        return is_string($id) && preg_match('/^[A-Za-z0-9_-]{1,128}\z/', $id) === 1;
    }
}
