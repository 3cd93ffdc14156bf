<?php

declare(strict_types=1);

namespace Handoff\Connection;

/** Keeps the pairing of this site; on a network each site has its own. */
final class PairingStore
{
    public const OPTION = 'handoff_pairing';

    public function current(): ?PairingRecord
    {
        return PairingRecord::fromArray(get_option(self::OPTION));
    }

    /** @throws ConnectionError */
    public function require(): PairingRecord
    {
        $record = $this->current();
        if ($record === null) {
            throw new ConnectionError('not_paired', __('This site is not connected to a Handoff server yet.', 'handoff'));
        }
        return $record;
    }

    public function save(PairingRecord $record): void
    {
        update_option(self::OPTION, $record->toArray(), true);
    }

    /** Whether the database itself has it now, whatever a cache says. */
    public function holds(PairingRecord $record): bool
    {
        global $wpdb;
        $select = $wpdb->prepare('SELECT option_value FROM %i WHERE option_name = %s', $wpdb->options, self::OPTION);
        $isIt = static fn(string $sql): bool => PairingRecord::fromArray(maybe_unserialize($wpdb->get_var($sql))) == $record;
        // A read that locks is not answered by a copy of the database that lags behind.
        return $isIt($select) || $isIt("$select FOR UPDATE");
    }

    /** After a change of key. */
    public function saveFingerprint(string $fingerprint): void
    {
        $record = $this->require();
        $record->fingerprint = $fingerprint;
        $this->save($record);
    }

    public function forget(): void
    {
        delete_option(self::OPTION);
    }
}
