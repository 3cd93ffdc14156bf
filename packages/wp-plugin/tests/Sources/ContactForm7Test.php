<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Handoff\Tests\Support\Kept;
use WPCF7_ContactForm;
use WPCF7_Submission;

final class ContactForm7Test extends FormSourceTestCase
{
    /** @var array<string, mixed> */
    private array $result = [];

    protected function folder(): string
    {
        return 'contact-form-7';
    }

    protected function slug(): string
    {
        return 'contact-form-7';
    }

    protected function isStandIn(): bool
    {
        return function_exists('wpcf7_fixture_control');
    }

    protected function keys(): array
    {
        return [
            'email' => 'your-email', 'phone' => 'your-phone', 'topic' => 'topic', 'teas' => 'teas', 'message' => 'your-message',
            'privacy' => 'privacy', 'leaf' => 'leaf', 'form' => 'form',
        ];
    }

    protected function send(array $answers): void
    {
        $_POST = wp_slash([
            '_wpcf7' => $this->form, '_wpcf7_unit_tag' => "wpcf7-f{$this->form}-o1",
            'your-name' => trim("{$answers['first']} {$answers['last']}"), 'your-email' => $answers['email'],
            'your-phone' => $answers['phone'], 'topic' => $answers['topic'], 'teas' => $answers['teas'],
            'your-message' => $answers['message'], 'your-password' => $answers['password'] ?? '', 'form' => $answers['form'] ?? '',
        ] + ($answers['privacy'] ? ['privacy' => '1'] : []) + ($answers['post'] ?? []));
        $_FILES = isset($answers['leaf']) ? ['leaf' => self::upload($answers['leaf'])] : [];
        $this->result = WPCF7_ContactForm::get_instance((int) $this->form)->submit();
    }

    protected function fireAgain(): void
    {
        do_action('wpcf7_submit', WPCF7_ContactForm::get_instance((int) $this->form), $this->result);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE $wpdb->posts SET post_date_gmt = post_date_gmt - INTERVAL $seconds SECOND WHERE post_type = 'flamingo_inbound'");
        wp_cache_flush();
    }

    public function testWithoutFlamingoEverySubmissionIsOneOfItsOwn(): void
    {
        remove_all_actions('wpcf7_submit', 10);
        $this->send(self::ada());
        $this->fireAgain();
        $this->send(self::ada());

        self::assertCount(2, array_unique(Kept::keys()));
        self::assertMatchesRegularExpression('/^form\.submitted:contact-form-7-[0-9a-f]{8}-[0-9a-f-]{27}:1$/', Kept::keys()[0]);
    }

    public function testAMailThatFailsLosesNothing(): void
    {
        add_filter('pre_wp_mail', '__return_false', 20);
        $this->send(self::ada());

        self::assertSame('mail_failed', $this->result['status']);
        self::assertSame('failed', $this->only()['context']['siteMail']);
    }

    public function testSpamGoesAlongAndSaysWhoSaysSo(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());

        $event = $this->only();
        self::assertSame(
            [['tool' => 'akismet', 'verdict' => 'spam', 'detail' => 'Akismet returns a spam response.']],
            $event['signals']
        );
        self::assertSame($event['signals'], $this->entries()[0]->signals, 'Flamingo keeps who said so.');
        self::assertSame(Kept::keys()[0], $this->entries()[0]->idempotencyKey());
    }

    public function testWhatAkismetLetsPassIsSaid(): void
    {
        add_action('wpcf7_before_send_mail', static function ($form, $abort, WPCF7_Submission $submission): void {
            $submission->push('akismet', ['comment' => [], 'spam' => false]);
        }, 10, 3);
        $this->send(self::ada());
        self::assertSame([['tool' => 'akismet', 'verdict' => 'ham']], $this->only()['signals']);
    }

    /** @dataProvider notSent */
    public function testWhatTheVisitorHasToTryAgainIsNoSubmission(string $status, array $answers): void
    {
        if ($status === 'aborted') {
            add_action('wpcf7_before_send_mail', static function ($form, &$abort): void {
                $abort = true;
            }, 10, 2);
        }
        $this->send($answers + self::ada());
        self::assertSame($status, $this->result['status']);
        self::assertSame([], Kept::envelopes());
    }

    /** @return array<string, array{string, array<string, mixed>}> */
    public function notSent(): array
    {
        return ['something is missing' => ['validation_failed', ['email' => '']], 'another plugin stops it' => ['aborted', []]];
    }

    public function testWhatMustNotBeStoredIsNotCaptured(): void
    {
        $form = WPCF7_ContactForm::get_instance((int) $this->form);
        $form->set_properties(['additional_settings' => 'do_not_store: true']);
        $form->save();
        $this->send(self::ada());
        self::assertSame('mail_sent', $this->result['status']);
        self::assertSame([], Kept::envelopes());
    }

    public function testHowLongTheVisitorTookIsToldByTheFormItself(): void
    {
        $hidden = apply_filters('wpcf7_form_hidden_fields', ['theirs' => '1']);
        self::assertSame('1', $hidden['theirs']);
        self::assertEqualsWithDelta(time(), (int) $hidden['_handoff_shown'], 5);

        $this->send(self::ada() + ['post' => ['_handoff_shown' => (string) ((int) $hidden['_handoff_shown'] - 42)]]);
        $event = $this->only();
        self::assertEqualsWithDelta(42, $event['context']['secondsToSubmit'], 5);
        self::assertArrayNotHasKey('_handoff_shown', $event['data']['fields']);
    }

    /** @dataProvider notATime */
    public function testATimeThatCannotBeIsNone(string $shown): void
    {
        $this->send(self::ada() + ['post' => ['_handoff_shown' => $shown]]);
        self::assertArrayNotHasKey('secondsToSubmit', $this->only()['context']);
    }

    /** @return string[][] */
    public function notATime(): array
    {
        return [[''], ['soon'], ['-5'], ['99999999999'], ['1']];
    }

    public function testATrapThatAkismetSetIsTold(): void
    {
        $this->send(self::ada() + ['post' => ['_wpcf7_ak_hp_textarea' => 'bots like this', '_wpcf7_ak_js' => '243']]);
        $context = $this->only()['context'];
        self::assertSame('bots like this', $context['honeypot']);
        self::assertFalse($context['scriptRan']);
    }

    public function testWhatOtherPluginsAddToAFormTravelsToo(): void
    {
        $this->send(self::ada() + ['post' => ['utm_campaign' => 'autumn', 'rows' => [['a' => '1'], ['a' => '2']]]]);
        $fields = $this->only()['data']['fields'];
        self::assertSame('autumn', $fields['utm_campaign']);
        self::assertSame([['a' => '1'], ['a' => '2']], $fields['rows']);
    }
}
