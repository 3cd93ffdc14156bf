<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Forminator_CForm_Front_Action;
use Handoff\Tests\Support\Kept;

final class ForminatorTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'forminator';
    }

    protected function slug(): string
    {
        return 'forminator';
    }

    protected function isStandIn(): bool
    {
        return function_exists('forminator_fixture_control');
    }

    protected function keys(): array
    {
        return [
            'email' => 'email-1', 'phone' => 'phone-1', 'topic' => 'select-1', 'teas' => 'checkbox-1', 'message' => 'textarea-1',
            'privacy' => 'consent-1', 'leaf' => 'upload-1',
        ];
    }

    protected function send(array $answers): void
    {
        $_POST = wp_slash([
            'form_id' => $this->form, 'name-1-first-name' => $answers['first'], 'name-1-last-name' => $answers['last'],
            'email-1' => $answers['email'], 'phone-1' => $answers['phone'], 'select-1' => $answers['topic'],
            'textarea-1' => $answers['message'], 'password-1' => $answers['password'] ?? '',
        ] + ($answers['teas'] === [] ? [] : ['checkbox-1' => $answers['teas']])
            + ($answers['privacy'] ? ['consent-1' => 'checked'] : []) + ($answers['post'] ?? []));
        $_FILES = isset($answers['leaf']) ? ['upload-1' => self::upload($answers['leaf'])] : [];
        add_action('forminator_form_after_handle_submit', function (...$told): void {
            $this->told = $told;
        }, 99, 2);
        (new Forminator_CForm_Front_Action())->handle_submit();
    }

    protected function fireAgain(): void
    {
        do_action('forminator_form_after_save_entry', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}frmt_form_entry SET date_created = date_created - INTERVAL $seconds SECOND");
    }

    protected function kept(string $message): string
    {
        return sanitize_textarea_field($message);
    }

    /** Forminator keeps the words of several answers as one text. */
    protected function teas(array $teas)
    {
        return implode(', ', $teas);
    }

    public function testSpamGoesAlongOnce(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());

        self::assertSame('spam', $this->only()['signals'][0]['verdict']);
        self::assertSame(Kept::keys(), array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
        self::assertSame('spam', $this->entries()[0]->signals[0]['verdict']);
    }

    /** @dataProvider notSent */
    public function testWhatIsNoWholeSubmissionIsLeftAlone(array $post): void
    {
        $this->send(['email' => 'ada@example.com'] + self::ada() + ['post' => $post]);
        self::assertSame([], Kept::envelopes());
        self::assertSame([], $this->entries());
    }

    /** @return array<string, array{array<string, string>}> */
    public function notSent(): array
    {
        return ['a draft to go on with later' => [['save_draft' => '1']]];
    }

    public function testItsTrapLetsNothingThrough(): void
    {
        $this->send(self::ada() + ['post' => ["input_{$this->form}" => 'bot']]);
        self::assertSame([], Kept::envelopes());
    }

    public function testWhatIsSentInvalidIsNoSubmission(): void
    {
        $this->send(['email' => ''] + self::ada());
        self::assertSame([], Kept::envelopes());
    }

    public function testAPreviewIsNoSubmission(): void
    {
        $this->send(self::ada() + ['post' => ['action' => 'forminator_submit_preview_form_custom-forms']]);
        self::assertSame([], Kept::envelopes());
    }

    public function testAFormThatStoresNothingIsCapturedOnce(): void
    {
        $meta = get_post_meta((int) $this->form, 'forminator_form_meta', true);
        $meta['settings']['store_submissions_off'] = true;
        update_post_meta((int) $this->form, 'forminator_form_meta', $meta);
        $this->send(self::ada());
        $this->fireAgain();
        $this->only();
        $this->send(self::ada());
        self::assertCount(2, array_unique(Kept::keys()));
    }

    public function testPartsAndRepeatedFieldsAreTold(): void
    {
        $this->send(self::ada() + ['post' => [
            'address-1-street_address' => 'Musterstraße 12', 'address-1-city' => 'Köln', 'address-1-country' => 'Germany',
            'text-1' => 'Grace', 'text-1-2' => 'Joan',
        ]]);

        $event = $this->only();
        $fields = $event['data']['fields'];
        self::assertSame(['first-name' => 'Ada', 'last-name' => 'Lovelace'], $fields['name-1']);
        self::assertSame(['Musterstraße 12', 'Köln'], [$fields['address-1']['street_address'], $fields['address-1']['city']]);
        self::assertSame(['Grace', 'Joan'], [$fields['text-1'], $fields['text-1-2']]);
        self::assertSame(['Guest', 'Guest'], [$event['data']['labels']['text-1'], $event['data']['labels']['text-1-2']]);
        self::assertArrayNotHasKey('country', $event['subject'], 'Only a code is certain.');
        self::assertArrayNotHasKey('_forminator_user_ip', $fields);
    }
}
