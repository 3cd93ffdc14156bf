<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use GFAPI;
use GFFormDisplay;
use Handoff\Tests\Support\Kept;

final class GravityFormsTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'gravityforms';
    }

    protected function slug(): string
    {
        return 'gravity-forms';
    }

    protected function isStandIn(): bool
    {
        return function_exists('gf_fixture_control');
    }

    protected function keys(): array
    {
        return ['email' => '2', 'phone' => '3', 'topic' => '4', 'teas' => '5', 'message' => '6', 'leaf' => '8', 'privacy' => '9'];
    }

    protected function send(array $answers): void
    {
        $_POST = wp_slash([
            'gform_submit' => $this->form, 'input_1_3' => $answers['first'], 'input_1_6' => $answers['last'], 'input_2' => $answers['email'],
            'input_3' => $answers['phone'], 'input_4' => $answers['topic'], 'input_6' => $answers['message'],
            'input_7' => $answers['password'] ?? '', 'input_13' => '',
        ] + ($answers['privacy'] ? ['input_9_1' => '1'] : []) + ($answers['post'] ?? []));
        foreach (['Green', 'Black', 'Oolong'] as $index => $tea) {
            $_POST += in_array($tea, $answers['teas'], true) ? ['input_5_' . ($index + 1) => $tea] : [];
        }
        $_POST = ($answers['trap'] ?? '') === '' ? $_POST : ['input_13' => wp_slash($answers['trap'])] + $_POST;
        $_FILES = isset($answers['leaf']) ? ['input_8' => self::upload($answers['leaf'])] : [];
        add_action('gform_after_submission', function (...$told): void {
            $this->told = $told;
        }, 99, 2);
        GFFormDisplay::process_form((int) $this->form);
    }

    protected function fireAgain(): void
    {
        do_action('gform_after_submission', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}gf_entry SET date_created = date_created - INTERVAL $seconds SECOND");
    }

    /** The box's words stand among the entry's values. */
    public function testItSaysWhatWasAgreedToThen(): void
    {
        $this->send(self::ada());
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}gf_form SET display_meta = REPLACE(display_meta, 'I agree', 'I no longer agree')");
        self::assertSame(self::WORDING, $this->entries()[0]->consent[0]['wording']);
    }

    public function testSpamGoesAlongAndSaysWhoSaysSo(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());

        $event = $this->only();
        self::assertSame(['akismet', 'spam'], [$event['signals'][0]['tool'], $event['signals'][0]['verdict']]);
        self::assertSame(Kept::keys()[0], $this->entries()[0]->idempotencyKey());
        self::assertSame($event['signals'], $this->entries()[0]->signals);
    }

    public function testItsTrapIsTold(): void
    {
        $this->send(['trap' => 'bots like this'] + self::ada());

        $event = $this->only();
        self::assertSame('bots like this', $event['context']['honeypot']);
        self::assertSame(['gravity-forms', 'spam'], [$event['signals'][0]['tool'], $event['signals'][0]['verdict']]);
    }

    public function testHowLongTheVisitorTookIsToldWhereItsScriptTellsIt(): void
    {
        $this->send(self::ada() + ['post' => ['gform_submission_speeds' => '{"pages":{"1":[7200],"2":[1500,2300]}}']]);

        $context = $this->only()['context'];
        self::assertSame(9.5, $context['secondsToSubmit']);
        self::assertTrue($context['scriptRan']);
        self::assertSame('', $context['honeypot']);
    }

    public function testPartsOfANameAndAnAddressHaveKeysOfTheirOwn(): void
    {
        $this->send(self::ada() + ['post' => ['input_11_3' => 'Köln', 'input_12' => ['Grace', 'Green', 'Joan', 'Black']]]);

        $event = $this->only();
        self::assertSame(['Ada', 'Lovelace', 'Köln'], [
            $event['data']['fields']['1.3'], $event['data']['fields']['1.6'], $event['data']['fields']['11.3'],
        ]);
        self::assertSame('Address: City', $event['data']['labels']['11.3']);
        self::assertSame(
            [['Name' => 'Grace', 'Tea' => 'Green'], ['Name' => 'Joan', 'Tea' => 'Black']],
            $event['data']['fields']['12']
        );
        self::assertSame(['Ada', 'Lovelace'], [$event['subject']['firstName'], $event['subject']['lastName']]);
        $keys = array_column($this->source()->forms()[0]->fields, 'key');
        self::assertSame([], array_diff(array_map('strval', array_keys($event['data']['fields'])), $keys), 'Every answer was listed before.');
    }

    public function testWhatIsInTheTrashOrHalfDoneIsNoSubmission(): void
    {
        $this->send(self::ada());
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}gf_entry SET status = 'trash'");
        self::assertSame([], $this->entries());

        do_action('gform_after_submission', ['partial_entry_percent' => '40'] + $this->told[0], $this->told[1]);
        $this->only();
    }

    public function testAFormThatIsGoneStillGivesItsEntries(): void
    {
        $this->send(self::ada());
        global $wpdb;
        $wpdb->query("DELETE FROM {$wpdb->prefix}gf_form");
        self::assertFalse(GFAPI::get_form((int) $this->form));
        self::assertSame(Kept::keys(), array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
    }
}
