<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

use Handoff\Tests\TestCase;

/** Set-up by HANDOFF_CONNECTION_CODE in wp-config.php. */
final class UnattendedSetupTest extends TestCase
{
    private const START = '
        $server = new Handoff\Tests\Connection\FakeServer($http);
        define("HANDOFF_CONNECTION_CODE", $server->connectionCode());
        $setUp = fn() => (new Handoff\Connection\UnattendedSetup($services->pairing(), $services->pairings(), $services->clock()))->run();
        $url = "https://handoff.test/v1/sources/pair";
    ';

    public function testPairsByItselfOnce(): void
    {
        $seen = OwnProcess::run(self::START . '
            $http->answer("POST", $url, 201, fn($request) => $server->pairAnswer($request));
            $setUp();
            $record = $services->pairings()->current();
            $services->pairings()->forget();
            $setUp();
            return [$record->unattended, $record->pairedBy, $services->pairings()->current(), count($http->requests)];
        ');
        // A code works once: after a disconnect it is not tried again.
        self::assertSame([true, 'wp-config.php', null, 1], $seen);
    }

    public function testTriesAgainWhereTheServerDidNotAnswer(): void
    {
        $seen = OwnProcess::run(self::START . '
            $http->answer("POST", $url, 0);
            $http->answer("POST", $url, 201, fn($request) => $server->pairAnswer($request));
            $setUp();
            $words = $services->sending()->state()->message;
            $setUp();
            $early = count($http->requests);
            $services->clock()->offset += 60;
            $setUp();
            return [$words, $early, $services->sending()->state()->state];
        ');
        self::assertStringContainsString('https://handoff.test could not be reached', $seen[0]);
        self::assertSame([1, 'on'], array_slice($seen, 1));
    }

    public function testARefusedCodeIsNotTriedAgainAndSaidWhy(): void
    {
        $seen = OwnProcess::run(self::START . '
            $http->answer("POST", $url, 401, ["error" => ["code" => "code_invalid", "message" => "This code was used already."]]);
            $setUp();
            $services->clock()->offset += 86400;
            $setUp();
            return [$services->sending()->state()->message, count($http->requests)];
        ');
        self::assertSame(['This code was used already.', 1], $seen);
    }

    /** The site was paired by the line, which has another code now. */
    private const CHANGED = '
        $old = new Handoff\Tests\Connection\FakeServer($http, "https://old.test");
        $server = new Handoff\Tests\Connection\FakeServer($http);
        $http->answer("POST", "https://old.test/v1/sources/pair", 201, fn($request) => $old->pairAnswer($request));
        $http->always("POST", "#^https://old.test/.*/revoke$#", 200, fn($request) => $old->panel($request));
        $services->pairing()->connect($old->connectionCode(), "wp-config.php", true);
        update_option("handoff_unattended", ["code" => hash("sha256", $old->connectionCode()), "message" => null, "retryAt" => null]);
        define("HANDOFF_CONNECTION_CODE", $server->connectionCode());
        $setUp = fn() => (new Handoff\Connection\UnattendedSetup($services->pairing(), $services->pairings(), $services->clock()))->run();
        $url = "https://handoff.test/v1/sources/pair";
    ';

    public function testAChangedCodePairsAnew(): void
    {
        $seen = OwnProcess::run(self::CHANGED . '
            $http->answer("POST", $url, 0);
            $http->answer("POST", $url, 201, fn($request) => $server->pairAnswer($request));
            $setUp();
            $meanwhile = [$services->pairings()->current()->origin, $services->sending()->state()->state];
            $concerns = (new Handoff\Admin\Health($services))->concerns();
            for ($minute = 0; $minute < 3; $minute++) {
                $services->clock()->offset += 60;
                $setUp();
            }
            $urls = array_column($http->requests, "url");
            return [$meanwhile, $concerns, $services->pairings()->current()->origin, array_slice($urls, 1), $http->problems()];
        ');
        self::assertSame(['https://old.test', 'on'], $seen[0], 'The server did not answer yet.');
        self::assertStringContainsString('stays connected as it was. https://handoff.test could not be reached', $seen[1][0]);
        self::assertSame('https://handoff.test', $seen[2]);
        $pair = 'https://handoff.test/v1/sources/pair';
        self::assertSame([$pair, $pair], array_slice($seen[3], 0, 2));
        self::assertStringStartsWith('https://old.test/v1/workspaces/', $seen[3][2], 'The old server is told.');
        self::assertCount(3, $seen[3]);
        self::assertSame([], $seen[4]);
    }

    public function testAChangedCodeThatIsRefusedLeavesThePairingAndIsSaid(): void
    {
        $seen = OwnProcess::run(self::CHANGED . '
            $http->answer("POST", $url, 401, ["error" => ["code" => "code_invalid", "message" => "This code was used already."]]);
            $setUp();
            $services->clock()->offset += 86400;
            $setUp();
            $panel = (new Handoff\Rest\StatusView($services, new Handoff\Rest\SourceView($services)))->show()["pairing"]["unusedCode"];
            return [$services->pairings()->current()->origin, count($http->requests), (new Handoff\Admin\Health($services))->concerns(), $panel];
        ');
        self::assertSame(['https://old.test', 2], array_slice($seen, 0, 2));
        self::assertCount(1, $seen[2]);
        self::assertStringContainsString('stays connected as it was. This code was used already. To connect it anew, create', $seen[2][0]);
        self::assertSame($seen[2][0], $seen[3], 'The panel says it too.');
    }

    public function testWhatAPersonConnectedIsNotChangedByTheLine(): void
    {
        $seen = OwnProcess::run(self::CHANGED . '
            $record = $services->pairings()->current();
            $record->unattended = false;
            $services->pairings()->save($record);
            $setUp();
            return [$services->pairings()->current()->origin, count($http->requests), (new Handoff\Admin\Health($services))->concerns()];
        ');
        self::assertSame(['https://old.test', 1, []], $seen);
    }

    public function testAnAdministratorsPageSetsUpAndAVisitorsDoesNot(): void
    {
        $seen = OwnProcess::run(self::START . '
            $http->answer("POST", $url, 201, fn($request) => $server->pairAnswer($request));
            (new Handoff\Connection\ConnectionModule())->register($services);
            do_action("init");
            $visitor = count($http->requests);
            wp_set_current_user(1);
            $module = new Handoff\Connection\ConnectionModule();
            $module->register($services);
            $module->setUpInAdmin();
            return [$visitor, $services->pairings()->current() !== null];
        ');
        self::assertSame([0, true], $seen);
    }
}
