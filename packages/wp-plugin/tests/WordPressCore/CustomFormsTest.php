<?php

declare(strict_types=1);

namespace Handoff\Tests\WordPressCore;

use Handoff\Sources\Custom;
use Handoff\Tests\TestCase;
use Handoff\Turnstile\Widget;

final class CustomFormsTest extends TestCase
{
    public function testAFormIsKnownOnceItWasSeen(): void
    {
        self::assertSame([], (new Custom())->forms());
        handoff_capture('booking', ['email' => 'ada@example.com', 'date' => '2026-12-01'], [
            'title' => 'Booking form', 'labels' => ['email' => 'Your e-mail'], 'types' => ['date' => 'date'],
        ]);
        handoff_capture('booking', ['email' => 'grace@example.com', 'guests' => 2], ['title' => 'Booking form']);

        $forms = (new Custom())->forms();
        self::assertCount(1, $forms);
        self::assertSame(['booking', 'Booking form'], [$forms[0]->id, $forms[0]->title]);
        self::assertSame([
            ['key' => 'email', 'label' => 'Your e-mail', 'type' => '', 'required' => false],
            ['key' => 'date', 'label' => 'date', 'type' => 'date', 'required' => false],
            ['key' => 'guests', 'label' => 'guests', 'type' => '', 'required' => false],
        ], $forms[0]->fields);
    }

    public function testADatabaseThatTakesNoEmojiRemembersTheFormToo(): void
    {
        $this->refuseEmoji();
        handoff_capture('rsvp', ['name 🙂' => 'Ada'], ['title' => 'RSVP 🎉', 'labels' => ['name 🙂' => 'Your name 🙂']]);
        wp_cache_flush();
        $forms = (new Custom())->forms();
        self::assertSame(['RSVP 🎉'], array_column($forms, 'title'));
        self::assertSame([['key' => 'name 🙂', 'label' => 'Your name 🙂', 'type' => '', 'required' => false]], $forms[0]->fields);
    }

    public function testTheSameFormAgainWritesNothing(): void
    {
        $submit = static fn(string $email) => handoff_capture('booking', ['email' => $email], ['title' => 'Booking form']);
        $submit('ada@example.com');
        $writes = 0;
        add_action('update_option_' . Custom::OPTION, static function () use (&$writes): void {
            $writes++;
        });
        $submit('grace@example.com');
        self::assertSame(0, $writes);
    }

    public function testToRememberTheFormCostsTheVisitorNoQuery(): void
    {
        global $wpdb;
        $this->services()->settings()->install();
        Widget::install();
        $submit = static fn(string $email) => handoff_capture('booking', ['email' => $email], ['title' => 'Booking form']);
        $submit('ada@example.com');
        wp_cache_flush();
        self::forgetServices();
        wp_load_alloptions(); // As each request begins.
        get_option('handoff_pairing');
        $before = $wpdb->num_queries;
        $submit('grace@example.com');
        self::assertSame(1, $wpdb->num_queries - $before, 'To keep the event is one.');
    }

    public function testManyFormsStayFew(): void
    {
        for ($i = 1; $i <= 60; $i++) {
            handoff_capture("form-$i", array_fill_keys(array_map(static fn(int $at) => "field-$at", range(1, 120)), 'x'));
        }
        $forms = (new Custom())->forms();
        self::assertCount(50, $forms);
        self::assertSame('form-60', end($forms)->id);
        self::assertCount(100, $forms[0]->fields);
    }

    public function testWhatWasTypedIsNotRemembered(): void
    {
        handoff_capture('booking', ['email' => 'ada@example.com', 'password' => 'secret-4711'], ['title' => 'Booking form']);
        self::assertStringNotContainsString('ada@', (string) json_encode(get_option(Custom::OPTION)));
        self::assertSame(['email'], array_column((new Custom())->forms()[0]->fields, 'key'));
    }

    public function testItSaysThatItKeepsNoEntries(): void
    {
        $source = $this->services()->sources()->find('custom');
        self::assertNotNull($source);
        self::assertStringContainsString('cannot look into their entries', (string) $source->keepsNoEntries());
        self::assertSame([], $source->entriesSince(0, '', 10)->drafts);
    }
}
