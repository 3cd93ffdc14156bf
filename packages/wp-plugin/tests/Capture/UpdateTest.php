<?php

declare(strict_types=1);

namespace Handoff\Tests\Capture;

use Handoff\Tests\Connection\OwnProcess;
use Handoff\Tests\TestCase;

/** WordPress replaces the plugin's files while a visitor's request is under way. */
final class UpdateTest extends TestCase
{
    private const SUBMIT = '
        $folder = dirname(HANDOFF_FILE);
        ini_set("error_log", "/dev/null");
        add_filter("handoff_keep_before_pairing", "__return_true");
        rename($folder, "$folder-away");
        $problems = [];
        foreach ([
            static fn() => handoff_capture("booking", ["email" => "ada@example.com", "card" => "4111 1111 1111 1111"], [
                "title" => "Booking", "subject" => ["email" => "ada@example.com"], "signals" => [["tool" => "x", "verdict" => "spam"]],
                "consent" => [["channel" => "email", "state" => "subscribed", "at" => "2026-11-21T08:00:00Z"]],
            ]),
            static fn() => do_action(
                "wpforms_process_complete",
                [1 => ["id" => 1, "name" => "E-mail", "type" => "email", "value" => "bo@example.com"]],
                ["fields" => [1 => "bo@example.com"]],
                ["id" => 5, "settings" => ["form_title" => "Contact"], "fields" => [1 => ["id" => 1, "type" => "email"]]],
                0
            ),
            static fn() => wp_insert_user(["user_login" => "cleo", "user_email" => "cleo@example.com", "user_pass" => "x"]),
        ] as $submit) {
            try {
                $submit();
            } catch (\Throwable $problem) {
                $problems[] = $problem->getMessage();
            }
        }
        rename("$folder-away", $folder);
        return [$problems, array_column(array_reverse($services->outbox()->rows(null, null, 10)), "contact")];
    ';

    public function testASubmissionThatIsUnderWayIsKept(): void
    {
        $kept = ['ada@example.com', 'bo@example.com', 'cleo@example.com'];
        self::assertSame([[], $kept], OwnProcess::run(self::SUBMIT, [], 'POST'));
    }

    public function testNoOtherRequestIsBroken(): void
    {
        self::assertSame([], OwnProcess::run(self::SUBMIT)[0]);
    }
}
