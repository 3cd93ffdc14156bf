<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox;

use Handoff\Outbox\AddResult;
use Handoff\Outbox\Backoff;
use Handoff\Outbox\FallbackFolder;
use Handoff\Outbox\FileFallback;
use Handoff\Outbox\Queue;
use Handoff\Tests\Outbox\Support\SocketServer;
use Handoff\Tests\Outbox\Support\Worker;

/** Several PHP processes at once, and processes that are ended. */
final class WorkersTest extends OutboxTestCase
{
    private const SEND = 'echo json_encode($services->sender()->run(60));';

    private SocketServer $server;

    protected function setUp(): void
    {
        parent::setUp();
        $this->server = new SocketServer();
        $this->pairWith($this->server->origin);
        remove_filter('pre_http_request', [$this->http, 'filter']);
    }

    protected function tearDown(): void
    {
        $this->server->close();
        parent::tearDown();
    }

    public function testTwoWorkersAtOnceNeverTakeTheSameRow(): void
    {
        foreach (range(1, 250) as $number) {
            $this->add("n$number");
        }
        $this->commit();
        $workers = [new Worker(self::SEND), new Worker(self::SEND)];
        // Neither gets an answer before both have taken rows.
        $requests = [$this->server->next(), $this->server->next()];
        $sent = [self::names($requests[0]), self::names($requests[1])];
        $this->answer($requests[0]);
        $this->answer($requests[1]);
        $last = $this->server->next();
        $sent[] = self::names($last);
        $this->answer($last);
        $reports = array_map(static fn(Worker $worker) => json_decode($worker->wait(), true), $workers);
        self::assertSame([100, 100, 50], array_map('count', $sent));
        self::assertCount(250, array_unique(array_merge(...$sent)));
        self::assertSame(250, array_sum(array_column($reports, 'sent')));
        self::assertSame(250, $this->outbox()->counts()['delivered']);
    }

    public function testThoseThatRaceForFewRowsEachGetTheirOwn(): void
    {
        foreach (range(1, 200) as $number) {
            $this->add("n$number");
        }
        $this->commit();
        $gate = fopen(ABSPATH . 'gate', 'w');
        flock($gate, LOCK_EX);
        $take = '$queue = new Handoff\Outbox\Queue(new Handoff\Outbox\Table(), $services->clock());'
            . 'echo "ready "; flock(fopen(ABSPATH . "gate", "r"), LOCK_SH);'
            . 'while (($lease = $queue->claim(3)) !== null) { foreach ($lease->rows as $row) { echo $row->id, " "; } }';
        $workers = array_map(static fn() => new Worker($take), range(1, 4));
        foreach ($workers as $worker) {
            self::assertSame('ready ', $worker->read(6));
        }
        flock($gate, LOCK_UN);
        $taken = array_map(static fn(Worker $worker) => array_filter(explode(' ', $worker->wait())), $workers);
        self::assertCount(200, array_merge(...$taken));
        self::assertCount(200, array_unique(array_merge(...$taken)));
    }

    public function testAWorkerKilledBetweenInsertAndSendLosesNothing(): void
    {
        $this->commit();
        $add = '$services->outbox()->add(json_decode(' . var_export((string) json_encode(self::envelope('ada')), true) . ', true),'
            . ' "hook", "s", "f", "c"); posix_kill(getmypid(), SIGKILL);';
        (new Worker($add))->wait();
        self::assertSame(['ada: pending'], $this->states());
        $worker = new Worker(self::SEND);
        $this->answer($this->server->next());
        $worker->wait();
        self::assertSame(['ada: delivered'], $this->states());
    }

    public function testAWorkerKilledWhileItSendsLosesNothing(): void
    {
        $this->addMany('ada', 'bo');
        $this->commit();
        $worker = new Worker(self::SEND);
        $request = $this->server->next();
        $worker->kill();
        $this->server->hangUp($request);
        self::assertSame(['ada: leased', 'bo: leased'], $this->states());

        $later = '$services->clock()->offset = ' . (Queue::LEASE + 1) . ';' . self::SEND;
        (new Worker($later))->wait();
        self::assertSame(['ada: pending', 'bo: pending'], $this->states());
        self::assertSame('interrupted', $this->row('ada')['lastCode']);
        $worker = new Worker('$services->clock()->offset = ' . (Queue::LEASE + Backoff::longest()) . ';' . self::SEND);
        $this->answer($this->server->next());
        $worker->wait();
        self::assertSame(['ada: delivered', 'bo: delivered'], $this->states());
    }

    public function testAnEventIsInTheFileWherePhpEndsInTheMiddleOfTheInsert(): void
    {
        $this->commit();
        $add = 'add_filter("query", static function ($sql) { if (strpos($sql, "INSERT") === 0) { exit("gone"); } return $sql; });'
            . '$services->outbox()->add(json_decode(' . var_export((string) json_encode(self::envelope('ada')), true) . ', true),'
            . ' "hook", "s", "f", "c");';
        self::assertSame('gone', (new Worker($add))->wait());
        self::assertSame([], $this->states());
        self::assertSame(1, $this->outbox()->counts()['inFile']);
        $this->outbox()->importFile('__return_true');
        self::assertSame(['ada: pending'], $this->states());
    }

    public function testTheDatabaseGoneInTheMiddleOfARequestLosesNothing(): void
    {
        $this->commit();
        // The connection is ended by the database; the password is wrong by the time WordPress connects again.
        $add = 'global $wpdb; $wpdb->query("KILL CONNECTION_ID()"); $wpdb->dbhost = "localhost:/nonexistent";'
            . '$wpdb->reconnect_retries = 1; add_filter("wp_die_handler", static fn() => static function () { exit; });'
            . '$services->outbox()->add(json_decode(' . var_export((string) json_encode(self::envelope('ada')), true) . ', true),'
            . ' "hook", "s", "f", "c");';
        (new Worker($add))->wait();
        self::assertSame([], $this->states());
        self::assertSame(1, $this->outbox()->counts()['inFile']);
    }

    public function testWritersAndSweepsAtOnceLoseAndDoubleNothing(): void
    {
        $this->commit();
        $write = '$file = new Handoff\Outbox\FileFallback(); $clock = $services->clock();'
            . 'for ($i = 0; $i < 300; $i++) { $name = getmypid() . "-$i"; $entry = Handoff\Outbox\Entry::of(["id" => "id-$name",'
            . ' "idempotencyKey" => $name, "type" => "t"], "hook", "s", "f", "c", 1); $file->append($entry->line()); }';
        $sweep = 'for ($i = 0; $i < 150; $i++) { $services->outbox()->importFile("__return_true"); }';
        $workers = array_map(static fn($code) => new Worker($code), [$write, $write, $sweep, $sweep]);
        foreach ($workers as $worker) {
            self::assertSame('', $worker->wait());
        }
        $this->outbox()->importFile('__return_true');
        self::assertSame(600, $this->outbox()->counts()['pending']);
        self::assertSame(0, (new FileFallback())->count());
        foreach ((new FallbackFolder())->all() as $folder) {
            self::assertSame(['.', '..', '.htaccess', 'index.php'], scandir($folder), 'Nothing is left behind.');
        }
    }

    public function testTenThousandQueuedRowsGoOutOnceEach(): void
    {
        for ($number = 0; $number < 10000; $number++) {
            $this->add("n$number");
        }
        $this->commit();
        $workers = [new Worker(self::SEND), new Worker(self::SEND)];
        $seen = [];
        for ($request = 0; $request < 100; $request++) {
            $next = $this->server->next();
            $seen = array_merge($seen, self::names($next));
            $this->answer($next);
        }
        $reports = array_map(static fn(Worker $worker) => json_decode($worker->wait(), true), $workers);
        self::assertSame(10000, array_sum(array_column($reports, 'sent')));
        self::assertCount(10000, array_unique($seen));
        self::assertCount(10000, $seen);
        self::assertSame(10000, $this->outbox()->counts()['delivered']);
        self::assertSame(0, $this->outbox()->counts()['pending']);
    }

    /** @param array{connection: resource, head: string, body: string} $request */
    private function answer(array $request): void
    {
        $this->server->answer($request, 202, self::takeAll($request));
    }

    /**
     * @param array{body: string} $request
     *
     * @return string[]
     */
    private static function names(array $request): array
    {
        return array_column(json_decode($request['body'], true)['events'], 'id');
    }
}
