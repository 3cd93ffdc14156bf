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
