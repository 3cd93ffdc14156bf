<?php

declare(strict_types=1);

namespace Handoff\Tests\Cli;

use Handoff\Cli\CliModule;
use Handoff\Services;
use Handoff\Sources\Registry;
use Handoff\Tests\Cli\Support\DemoForms;
use Handoff\Tests\Outbox\OutboxTestCase;
use ReflectionClass;
use ReflectionMethod;
use ReflectionProperty;
use WP_CLI;

require_once __DIR__ . '/Support/wp-cli.php';

/** `wp handoff`, called as WP-CLI calls it. */
final class CommandsTest extends OutboxTestCase
{
    protected function setUp(): void
    {
        parent::setUp();
        WP_CLI::reset();
        CliModule::add($this->services());
    }

    public function testEachCommandIsThereAndSaysWhatItDoes(): void
    {
        $commands = [];
        foreach (WP_CLI::$commands as $name => $command) {
            foreach ((new ReflectionClass($command))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
                if ($method->isConstructor()) {
                    continue;
                }
                $help = (string) $method->getDocComment();
                preg_match('/@subcommand (\S+)/', $help, $named);
                $commands[] = "$name " . ($named[1] ?? $method->getName());
                self::assertMatchesRegularExpression('/^\/\*\*\s+\* [A-Z].*\./', $help);
                self::assertSame($method->getNumberOfParameters() > 0, strpos($help, '## OPTIONS') !== false, end($commands));
            }
        }
        sort($commands);
        self::assertSame([
            'handoff connect',
            'handoff disconnect',
            'handoff gap-scan',
            'handoff outbox discard',
            'handoff outbox flush',
            'handoff outbox list',
            'handoff outbox retry',
            'handoff send-test',
            'handoff sources',
            'handoff status',
        ], $commands);
    }

    public function testConnectSaysWhatIsWrongWithACode(): void
    {
        $this->fails('handoff', 'connect', ['not-a-code']);
        self::assertStringStartsWith('error: ', WP_CLI::$said[0]);
        self::assertSame(self::ORIGIN, $this->services()->pairings()->current()->origin, 'The pairing there was stays.');
    }

    public function testStatusShowsPairingSendingAndOutbox(): void
    {
        $this->addMany('a', 'b');
        $this->call('handoff', 'status');
        [[$format, $items]] = WP_CLI::$shown;
        self::assertSame('table', $format);
        $shown = array_column($items, 'value', 'name');
        self::assertSame([self::ORIGIN, 'Bloom & Steep', 'on', '2', '0'], [
            $shown['server'], $shown['workspace'], $shown['sending'], $shown['pending'], $shown['delivered'],
        ]);
        $this->services()->pairings()->forget();
        $this->call('handoff', 'status', [], ['format' => 'json']);
        self::assertSame('json', WP_CLI::$shown[1][0]);
        self::assertSame('not_paired', array_column(WP_CLI::$shown[1][1], 'value', 'name')['sending']);
    }

    public function testSourcesNamesEachFormAndWhetherItIsCaptured(): void
    {
        $this->call('handoff', 'sources', [], ['all' => true]);
        self::assertContains('gravity-forms', array_column(WP_CLI::$shown[0][1], 'source'));
        $this->haveDemoForms();
        $this->services()->settings()->setSource('demo-forms', null, ['7' => false]);
        $this->call('handoff', 'sources', [], ['format' => 'csv']);
        self::assertSame(['csv', [
            ['source' => 'demo-forms', 'form' => '', 'title' => 'Demo Forms', 'captured' => 'yes', 'last_captured' => ''],
            ['source' => 'demo-forms', 'form' => '7', 'title' => 'Contact', 'captured' => 'no', 'last_captured' => ''],
        ]], WP_CLI::$shown[1]);
    }

    public function testSendTestSendsASubmissionMarkedAsATest(): void
    {
        $this->haveDemoForms();
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $this->call('handoff', 'send-test', ['demo-forms'], ['form' => '7', 'email' => 'ada@example.com']);
        [$event] = $this->http->lastJson()['events'];
        self::assertTrue($event['context']['test']);
        self::assertSame('ada@example.com', $event['subject']['email']);
        self::assertSame('7', $event['data']['form']['id']);
        self::assertSame(["success: The server has the test: event {$event['id']}."], WP_CLI::$said);
    }

    public function testSendTestFailsWithTheServersWords(): void
    {
        $this->haveDemoForms();
        $this->http->answer('POST', self::EVENTS, 401, self::error('source_revoked', 'Pair the site again.'));
        $this->fails('handoff', 'send-test', ['demo-forms']);
        self::assertSame(['error: Pair the site again.'], WP_CLI::$said);
        $this->fails('handoff', 'send-test', ['no-such-source']);
    }

    public function testGapScanSaysWhatItFound(): void
    {
        $this->call('handoff', 'gap-scan');
        self::assertMatchesRegularExpression('/^success: \d+ captured, \d+ known already\.$/', end(WP_CLI::$said));
    }

    public function testDisconnectAsksFirst(): void
    {
        WP_CLI::$confirms = false;
        $this->fails('handoff', 'disconnect');
        self::assertNotNull($this->services()->pairings()->current());
        WP_CLI::reset();
        CliModule::add($this->services());
        $this->http->always('POST', '#^' . self::ORIGIN . '/#', 0, 'The server is away.');
        $this->http->always('DELETE', '#^' . self::ORIGIN . '/#', 0, 'The server is away.');
        $this->call('handoff', 'disconnect', [], ['yes' => true]);
        self::assertNull($this->services()->pairings()->current());
        self::assertSame('success: This site is not connected any more.', end(WP_CLI::$said));
        self::assertStringStartsWith('warning: ', WP_CLI::$said[0]);
    }

    public function testOutboxList(): void
    {
        $this->addMany('a', 'b', 'c');
        $this->call('handoff outbox', 'list', [], ['limit' => '2', 'format' => 'json']);
        [[$format, $items]] = WP_CLI::$shown;
        self::assertSame('json', $format);
        self::assertSame(['c@example.com', 'b@example.com'], array_column($items, 'contact'));
        self::assertSame(['pending', 'pending'], array_column($items, 'state'));
        $this->call('handoff outbox', 'list', [], ['state' => 'refused', 'format' => 'table', 'limit' => '50']);
        self::assertSame([], WP_CLI::$shown[1][1]);
        $this->call('handoff outbox', 'list', [], ['format' => 'ids', 'limit' => '50']);
        self::assertSame(array_column($this->outbox()->rows(null, null, 10), 'id'), WP_CLI::$shown[2][1]);
    }

    public function testFlushSendsAlsoInAPause(): void
    {
        $this->addMany('a', 'b');
        $this->services()->sending()->block('breaker', 'The server did not answer.', $this->services()->clock()->now() + 600);
        $this->http->answer('POST', self::EVENTS, 202, [self::class, 'takeAll']);
        $this->call('handoff outbox', 'flush', [], ['seconds' => '20']);
        self::assertSame(['success: 2 sent, 0 failed, 0 still waiting.'], WP_CLI::$said);
    }

    public function testFlushFailsAloudWhereEventsStay(): void
    {
        $this->addMany('a');
        $this->http->answer('POST', self::EVENTS, 500, self::error('internal', 'Oops.'));
        $this->fails('handoff outbox', 'flush');
        self::assertSame(['log: 0 sent, 1 failed, 1 still waiting.', 'error: Oops.'], WP_CLI::$said);
    }

    public function testRetryAndDiscardByNumberAndAll(): void
    {
        $this->addMany('a', 'b', 'c');
        $this->http->answer('POST', self::EVENTS, 202, ['results' => array_fill(0, 3, ['status' => 'rejected'])]);
        $this->sendNow();
        $this->fails('handoff outbox', 'retry');
        $this->call('handoff outbox', 'retry', [(string) $this->row('a')['id']]);
        self::assertSame(['a: pending', 'b: refused', 'c: refused'], $this->states());
        WP_CLI::$confirms = false;
        $this->fails('handoff outbox', 'discard', [(string) $this->row('b')['id']]);
        self::assertSame('asked: Delete 1 event for good?', end(WP_CLI::$said));
        WP_CLI::$confirms = true;
        $this->call('handoff outbox', 'discard', [(string) $this->row('b')['id']]);
        self::assertSame(['a: pending', 'c: refused'], $this->states());
        $this->call('handoff outbox', 'discard', [], ['all' => true, 'yes' => true]);
        self::assertSame(['a: pending'], $this->states(), 'What waits to be sent is not among all.');
        self::assertSame('success: 1 event is gone.', end(WP_CLI::$said));
    }

    /** The site has one form plugin, with one form. */
    private function haveDemoForms(): void
    {
        $registry = new class ($this->services()->settings()) extends Registry {
            public function all(): array
            {
                return [new DemoForms()];
            }
        };
        $made = new ReflectionProperty(Services::class, 'made');
        $made->setAccessible(true);
        $made->setValue($this->services(), [Registry::class => $registry] + $made->getValue($this->services()));
    }

    /**
     * @param string[]             $args
     * @param array<string, mixed> $options
     */
    private function call(string $command, string $name, array $args = [], array $options = []): void
    {
        $object = WP_CLI::$commands[$command];
        foreach ((new ReflectionClass($object))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
            preg_match('/@subcommand (\S+)/', (string) $method->getDocComment(), $named);
            if (($named[1] ?? $method->getName()) === $name) {
                $method->invoke($object, ...array_slice([$args, $options], 0, $method->getNumberOfParameters()));
                return;
            }
        }
        self::fail("There is no `wp $command $name`.");
    }

    /**
     * @param string[]             $args
     * @param array<string, mixed> $options
     */
    private function fails(string $command, string $name, array $args = [], array $options = []): void
    {
        try {
            $this->call($command, $name, $args, $options);
        } catch (\WP_CLI\ExitException $end) {
            return;
        }
        self::fail("`wp $command $name` went through.");
    }
}
