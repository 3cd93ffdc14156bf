<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Capture\Problem;
use Handoff\Clock;
use Handoff\Connection\ConnectionError;
use Handoff\Connection\Sending;
use Handoff\Connection\Server;
use Handoff\Connection\SiteAddress;

/** Brings what waits to the server, oldest first. Any number may run at once: each row is one worker's. */
final class Sender
{
    /** Events a request, as the server takes them. */
    private const MAX_BATCH = 100;
    /** Bytes a request. The server's own bound is 1 MB by default, and so is that of many a proxy before it. */
    private const MAX_BYTES = 512 * 1024;
    /** An event that failed so often travels alone, so that one that upsets the server does not keep others back. */
    private const ALONE_AFTER = 3;
    /** Requests to a server that hangs must not use up the site's PHP processes. */
    private const MAX_WORKERS = 3;
    /** A site with a wrong clock asks again after so many seconds. */
    private const CLOCK_PAUSE = 300;
    /** A lease is renewed when it gets older than this, in seconds. */
    private const RENEW_AFTER = 30;

    private Outbox $outbox;
    private Server $server;
    private SiteAddress $address;
    private Sending $sending;
    private Clock $clock;
    private Queue $queue;
    private Breaker $breaker;

    public function __construct(Outbox $outbox, Server $server, SiteAddress $address, Sending $sending, Clock $clock)
    {
        $this->outbox = $outbox;
        $this->server = $server;
        $this->address = $address;
        $this->sending = $sending;
        $this->clock = $clock;
        $this->queue = new Queue(new Table(), $clock);
        $this->breaker = new Breaker($sending, $clock);
    }

    /** Sends until nothing is due, something stands in the way, or the time is over. Never throws. */
    public function run(int $maxSeconds): SendReport
    {
        $report = new SendReport();
        $end = microtime(true) + $maxSeconds;
        try {
            $this->outbox->importFile(static fn(): bool => microtime(true) < $end);
            $this->send($report, $end);
            $report->left = $this->queue->left();
        } catch (\Throwable $error) {
            Problem::report('sending', $error);
            $report->message = __('Sending stopped because of an error on this site; see its error log. Events are kept.', 'handoff');
        }
        return $report;
    }

    /** The same for a person who asked for it: neither a pause after failures nor the time of the next try is waited for. */
    public function runNow(int $maxSeconds): SendReport
    {
        $this->sending->unblock('breaker', 'clock', 'refused');
        $this->queue->hasten();
        return $this->run($maxSeconds);
    }

    private function send(SendReport $report, float $end): void
    {
        // Also while nothing may be sent: what nobody is sending any more can be discarded and erased.
        $this->queue->reclaim();
        if (!$this->sending->maySend()) {
            $report->message = $this->sending->state()->message;
            return;
        }
        if ($this->queue->workers() >= self::MAX_WORKERS) {
            $report->message = __('Events are being sent right now.', 'handoff');
            return;
        }
        // Before the events: the server judges by it what came with them.
        $this->address->tell();
        $goOn = true;
        while ($goOn && microtime(true) < $end) {
            $lease = $this->queue->claim(self::MAX_BATCH);
            if ($lease === null) {
                return;
            }
            $probing = $this->breaker->probing();
            $goOn = $this->sendLease($lease, $probing, $report, $end);
        }
    }

    /** False where nothing more should be sent now. What was not tried is given back. */
    private function sendLease(Lease $lease, bool $probing, SendReport $report, float $end): bool
    {
        $batches = $this->batches($lease->rows, $probing);
        $renewed = $this->clock->now();
        while ($batches !== [] && microtime(true) < $end) {
            if ($this->clock->now() - $renewed > self::RENEW_AFTER) {
                $this->queue->renew($lease->token);
                $renewed = $this->clock->now();
            }
            $batch = array_shift($batches);
            $smaller = $this->post($batch, $lease->token, $report);
            if ($smaller === null) {
                array_unshift($batches, $batch);
                $this->queue->release(array_merge(...$batches), $lease->token);
                return false;
            }
            $batches = array_merge($smaller, $batches);
        }
        if ($batches !== []) {
            $this->queue->release(array_merge(...$batches), $lease->token);
        }
        return true;
    }

    /**
     * Sends some rows and notes what became of them.
     *
     * @param LeasedRow[] $batch
     *
     * @return LeasedRow[][]|null What to send instead; null where sending has to stop.
     */
    private function post(array $batch, string $token, SendReport $report): ?array
    {
        $payloads = $this->queue->payloads($batch, $token);
        $rows = array_values(array_filter($batch, static fn(LeasedRow $row) => isset($payloads[$row->id])));
        if ($rows === []) {
            return [];
        }
        $body = '{"events":[' . implode(',', $payloads) . ']}';
        try {
            $answer = $this->server->postEvents($body, 'batch_' . hash('sha256', $body));
        } catch (ConnectionError $error) {
            $report->message = $error->getMessage();
            return null;
        }
        $outcome = Outcome::of($answer, count($rows), $this->clock->now());
        if ($outcome->kind !== Outcome::FAILED) {
            $this->breaker->answered();
        }
        switch ($outcome->kind) {
            case Outcome::RESULTS:
                $this->note($rows, $outcome->results, $token, $report);
                return [];
            case Outcome::TOO_LARGE:
            case Outcome::UNFIT:
                return $this->smaller($rows, $outcome, $token, $report);
            case Outcome::WAIT:
                $this->sending->block('breaker', $outcome->message, $this->clock->now() + $outcome->seconds);
                break;
            case Outcome::CLOCK:
                $this->sending->block('clock', $outcome->message, $this->clock->now() + self::CLOCK_PAUSE);
                break;
            case Outcome::BLOCKED:
                $this->sending->block('refused', $outcome->message, null);
                break;
            default:
                $this->queue->failed($rows, $token, $outcome->code, $outcome->message);
                $this->breaker->failed($outcome->message);
                $report->failed += count($rows);
        }
        $report->message = $outcome->message;
        return null;
    }

    /**
     * @param LeasedRow[]                      $rows
     * @param array<int, array<string, mixed>> $results
     */
    private function note(array $rows, array $results, string $token, SendReport $report): void
    {
        $delivered = [];
        foreach ($rows as $index => $row) {
            if ($results[$index]['status'] !== 'rejected') {
                $delivered[] = $row;
                continue;
            }
            [$code, $words] = Outcome::rejection($results[$index]);
            $this->refuse($row, $token, $code, $words, $report);
        }
        $this->queue->delivered($delivered, $token);
        $report->sent += count($delivered);
    }

    /**
     * A batch the server does not take: in halves where it is too large, else one by one, so that only the event at
     * fault is refused.
     *
     * @param LeasedRow[] $rows
     *
     * @return LeasedRow[][]
     */
    private function smaller(array $rows, Outcome $outcome, string $token, SendReport $report): array
    {
        if (count($rows) === 1) {
            $this->refuse($rows[0], $token, $outcome->code, $outcome->message, $report);
            return [];
        }
        return array_chunk($rows, $outcome->kind === Outcome::UNFIT ? 1 : (int) ceil(count($rows) / 2));
    }

    private function refuse(LeasedRow $row, string $token, string $code, string $words, SendReport $report): void
    {
        $this->queue->refused($row, $token, $code, $words);
        $report->failed++;
        $report->message = $words;
    }

    /**
     * @param LeasedRow[] $rows
     *
     * @return LeasedRow[][] In their order.
     */
    private function batches(array $rows, bool $probing): array
    {
        $batches = $probing ? [array_splice($rows, 0, 1)] : [];
        $batch = [];
        $bytes = 0;
        foreach ($rows as $row) {
            $alone = $row->attempts >= self::ALONE_AFTER;
            $full = $bytes + $row->bytes > self::MAX_BYTES || count($batch) === self::MAX_BATCH;
            if ($batch !== [] && ($alone || $full)) {
                $batches[] = $batch;
                [$batch, $bytes] = [[], 0];
            }
            if ($alone) {
                $batches[] = [$row];
                continue;
            }
            $batch[] = $row;
            $bytes += $row->bytes + 1;
        }
        if ($batch !== []) {
            $batches[] = $batch;
        }
        return $batches;
    }
}
