<?php

declare(strict_types=1);

namespace Handoff;

/** The plugin's parts, each made when first asked for, one of each a request. */
final class Services
{
    /** @var array<string, object> */
    private array $made = [];

    public function clock(): Clock
    {
        return $this->one(Clock::class, static fn() => new Clock());
    }

    public function settings(): Settings\Settings
    {
        return $this->one(Settings\Settings::class, fn() => new Settings\Settings($this->clock()));
    }

    public function siteKey(): Connection\SiteKey
    {
        return $this->one(Connection\SiteKey::class, static fn() => new Connection\SiteKey(new Connection\Seal()));
    }

    public function pairings(): Connection\PairingStore
    {
        return $this->one(Connection\PairingStore::class, static fn() => new Connection\PairingStore());
    }

    /** Pairs, rotates the key, disconnects. */
    public function pairing(): Connection\Pairing
    {
        return $this->one(
            Connection\Pairing::class,
            fn() => new Connection\Pairing(
                $this->pairings(),
                $this->siteKey(),
                $this->http(),
                $this->server(),
                $this->siteAddress(),
                $this->clock()
            )
        );
    }

    /** Tells the server where this site is. */
    public function siteAddress(): Connection\SiteAddress
    {
        return $this->one(
            Connection\SiteAddress::class,
            fn() => new Connection\SiteAddress($this->pairings(), $this->server(), $this->clock())
        );
    }

    /** Whether events may go out now, and why not. */
    public function sending(): Connection\Sending
    {
        return $this->one(
            Connection\Sending::class,
            fn() => new Connection\Sending($this->pairings(), $this->siteKey(), $this->settings(), $this->clock())
        );
    }

    public function http(): Connection\Http
    {
        return $this->one(Connection\Http::class, fn() => new Connection\Http($this->pairings()));
    }

    /** The server's API as the paired site calls it. */
    public function server(): Connection\Server
    {
        return $this->one(
            Connection\Server::class,
            fn() => new Connection\Server($this->pairings(), $this->siteKey(), $this->http(), $this->clock())
        );
    }

    public function outbox(): Outbox\Outbox
    {
        return $this->one(Outbox\Outbox::class, fn() => new Outbox\Outbox(new Outbox\Table(), $this->clock()));
    }

    public function sender(): Outbox\Sender
    {
        return $this->one(
            Outbox\Sender::class,
            fn() => new Outbox\Sender(
                $this->outbox(),
                $this->server(),
                $this->siteAddress(),
                $this->sending(),
                $this->clock()
            )
        );
    }

    public function capture(): Capture\Capture
    {
        return $this->one(
            Capture\Capture::class,
            fn() => new Capture\Capture($this->outbox(), $this->settings(), $this->pairings(), $this->clock())
        );
    }

    public function sources(): Sources\Registry
    {
        return $this->one(Sources\Registry::class, fn() => new Sources\Registry($this->settings()));
    }

    public function gapScan(): History\GapScan
    {
        return $this->one(
            History\GapScan::class,
            fn() => new History\GapScan(
                $this->sources(),
                $this->settings(),
                $this->capture(),
                $this->outbox(),
                $this->clock()
            )
        );
    }

    public function backfill(): History\Backfill
    {
        return $this->one(
            History\Backfill::class,
            fn() => new History\Backfill(
                $this->sources(),
                $this->settings(),
                $this->capture(),
                $this->outbox(),
                $this->clock()
            )
        );
    }

    /**
     * @template T of object
     *
     * @param class-string<T> $name
     * @param callable(): T   $make
     *
     * @return T
     */
    private function one(string $name, callable $make): object
    {
        /** @var T */
        return $this->made[$name] = $this->made[$name] ?? $make();
    }
}
