<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use Automattic\Jetpack\Forms\ContactForm\Feedback;
use Handoff\Tests\Support\Kept;

final class JetpackFormsTest extends FormSourceTestCase
{
    protected const WORDING = 'Send me news about tea.';

    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'jetpack';
    }

    protected function slug(): string
    {
        return 'jetpack-forms';
    }

    protected function isStandIn(): bool
    {
        return function_exists('jetpack_fixture_take');
    }

    protected function keys(): array
    {
        return [
            'email' => 'E-mail', 'phone' => 'Phone', 'topic' => 'Topic', 'teas' => 'Teas', 'message' => 'Message',
            'privacy' => self::WORDING, 'leaf' => 'Leaf', 'form' => 'form',
        ];
    }

    protected function send(array $answers): void
    {
        $all = [
            trim("{$answers['first']} {$answers['last']}"), $answers['email'], $answers['phone'], $answers['topic'], $answers['teas'],
            $answers['message'], $answers['password'] ?? '', $answers['form'] ?? '', '', $answers['privacy'] ? 'Yes' : '', $answers['more'] ?? '',
        ];
        $_POST = [];
        foreach ($all as $index => $value) {
            $_POST["g{$this->page}-" . ($index + 1)] = wp_slash($value);
        }
        $_FILES = isset($answers['leaf']) ? ["g{$this->page}-9" => self::upload($answers['leaf'])] : [];
        add_action('grunion_after_feedback_post_inserted', function (...$told): void {
            $this->told = $told;
        }, 99, 4);
        jetpack_fixture_take($this->page);
    }

    protected function fireAgain(): void
    {
        do_action('grunion_after_feedback_post_inserted', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE $wpdb->posts SET post_date_gmt = post_date_gmt - INTERVAL $seconds SECOND WHERE post_type = 'feedback'");
        wp_cache_flush();
    }

    protected function formTitle(): string
    {
        return 'Order tea';
    }

    protected function kept(string $message): string
    {
        return sanitize_textarea_field($message);
    }

    /** Its consent field is for nothing but news by e-mail. */
    protected function assertAgreement(array $statement, bool $agreed): void
    {
        self::assertSame(
            ['email', $agreed ? 'subscribed' : 'not_subscribed', self::WORDING],
            [$statement['channel'], $statement['state'], $statement['wording']]
        );
    }

    public function testSpamGoesAlong(): void
    {
        $this->send(['email' => self::SPAMMER] + self::ada());

        self::assertSame('spam', $this->only()['signals'][0]['verdict']);
        self::assertSame(Kept::keys(), array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
        self::assertSame('spam', $this->entries()[0]->signals[0]['verdict']);
    }

    public function testALabelThatComesTwiceNamesTwoFields(): void
    {
        $this->send(['more' => 'And milk?'] + self::ada());
        $fields = $this->only()['data']['fields'];
        self::assertSame(["Which tea?\nThank you", 'And milk?'], [$fields['Message'], $fields['Message (2)']]);
        $keys = array_column($this->source()->forms()[0]->fields, 'key');
        self::assertContains('Message (2)', $keys);
    }

    public function testAFormInAShortcodeAndOneOfItsOwnAreListed(): void
    {
        $form = wp_insert_post(['post_type' => 'jetpack_form', 'post_status' => 'publish', 'post_title' => 'Shared', 'post_content' => wp_slash(
            '<!-- wp:jetpack/contact-form --><!-- wp:jetpack/field-text --><!-- wp:jetpack/label {"label":"Colour"} /-->'
            . '<!-- wp:jetpack/input /--><!-- /wp:jetpack/field-text --><!-- /wp:jetpack/contact-form -->'
        )]);
        $page = static fn(string $title, string $content): int => wp_insert_post([
            'post_type' => 'page', 'post_status' => 'publish', 'post_title' => $title, 'post_content' => wp_slash($content),
        ]);
        $short = $page('Short', '[contact-form][contact-field label="Your &quot;e-mail&quot;" type="email" required="1"/][/contact-form]');
        $other = $page('Other', '[contact-form-7 id="1"]');
        $shared = $page('Shared', "<!-- wp:jetpack/contact-form {\"ref\":$form} /-->");

        $forms = [];
        foreach ($this->source()->forms() as $one) {
            $forms[$one->id] = $one;
        }
        self::assertArrayNotHasKey($other, $forms);
        self::assertSame(
            [['key' => 'Your "e-mail"', 'label' => 'Your "e-mail"', 'type' => 'email', 'required' => true]],
            $forms[$short]->fields
        );
        self::assertSame([['key' => 'Colour', 'label' => 'Colour', 'type' => 'text', 'required' => false]], $forms[$shared]->fields);
    }

    public function testAFormThatStandsInNoPageIsTold(): void
    {
        $id = Feedback::store([['key' => '1_Email', 'label' => 'Email', 'value' => 'a@b.example', 'type' => 'email']], 0, 'publish');
        do_action('grunion_after_feedback_post_inserted', $id, [], false, []);
        self::assertSame('site', $this->only()['data']['form']['id']);
    }

    public function testItIsNotThereWhileItsModuleIsOff(): void
    {
        update_option('jetpack_active_modules', ['stats']);
        self::assertFalse($this->source()->available());
    }
}
