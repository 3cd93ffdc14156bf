<?php

declare(strict_types=1);

namespace Handoff\Tests\Sources;

use ElementorPro\Modules\Forms\Classes\Ajax_Handler;
use Handoff\Tests\Support\Kept;

final class ElementorProTest extends FormSourceTestCase
{
    /** @var array<int, mixed> */
    private array $told = [];

    protected function folder(): string
    {
        return 'elementor-pro';
    }

    protected function slug(): string
    {
        return 'elementor-pro';
    }

    protected function isStandIn(): bool
    {
        return function_exists('elementor_pro_fixture_form');
    }

    protected function keys(): array
    {
        return [
            'email' => 'email', 'phone' => 'phone', 'topic' => 'topic', 'teas' => 'teas', 'message' => 'message', 'privacy' => 'privacy',
            'leaf' => 'leaf', 'form' => 'form',
        ];
    }

    protected function send(array $answers): void
    {
        add_filter('wp_doing_ajax', '__return_true');
        $_POST = wp_slash([
            'post_id' => $this->page, 'form_id' => $this->form, 'referrer' => home_url($_SERVER['REQUEST_URI']),
            'form_fields' => [
                'name' => trim("{$answers['first']} {$answers['last']}"), 'code' => $answers['password'] ?? '', 'trap' => $answers['trap'] ?? '',
            ] + ($answers['privacy'] ? ['privacy' => 'on'] : [])
                + array_intersect_key($answers, array_flip(['email', 'phone', 'topic', 'teas', 'message', 'form'])),
        ]);
        $_FILES = [];
        foreach (isset($answers['leaf']) ? self::upload($answers['leaf']) : [] as $part => $value) {
            $_FILES['form_fields'][$part] = ['leaf' => $value];
        }
        add_action('elementor_pro/forms/new_record', function (...$told): void {
            $this->told = $told;
        }, 99, 2);
        (new Ajax_Handler())->handle();
    }

    protected function fireAgain(): void
    {
        do_action('elementor_pro/forms/new_record', ...$this->told);
    }

    protected function makeOlder(int $seconds): void
    {
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}e_submissions SET created_at_gmt = created_at_gmt - INTERVAL $seconds SECOND");
    }

    /** It gives files names of its own. */
    protected function fileName(): string
    {
        return '/^[0-9a-f]+\.pdf$/';
    }

    public function testTheSameAnswersTwiceAreTwoSubmissions(): void
    {
        $this->send(self::ada());
        $this->send(self::ada());
        self::assertCount(2, array_unique(Kept::keys()));
        self::assertSame(Kept::keys(), array_map(static fn($draft) => $draft->idempotencyKey(), $this->entries()));
    }

    public function testAFormThatStoresNothingIsCapturedOnce(): void
    {
        $data = (string) get_post_meta($this->page, '_elementor_data', true);
        update_post_meta($this->page, '_elementor_data', wp_slash(str_replace('"email","save-to-database"', '"email"', $data)));
        $this->send(self::ada());
        $this->fireAgain();
        $this->only();
        self::assertSame([], $this->entries());
    }

    public function testWhatItRefusesIsNoSubmission(): void
    {
        $this->send(['trap' => 'bot'] + self::ada());
        $this->send(['email' => ''] + self::ada());
        self::assertSame([], Kept::envelopes());
    }

    public function testItsEmptyTrapIsTold(): void
    {
        $this->send(self::ada());
        $event = $this->only();
        self::assertSame('', $event['context']['honeypot']);
        self::assertTrue($event['context']['scriptRan']);
        self::assertArrayNotHasKey('trap', $event['data']['fields']);
        self::assertArrayNotHasKey('hint', $event['data']['fields']);
    }

    public function testWhatIsInTheTrashIsNoSubmission(): void
    {
        $this->send(self::ada());
        global $wpdb;
        $wpdb->query("UPDATE {$wpdb->prefix}e_submissions SET status = 'trash'");
        self::assertSame([], $this->entries());
    }
}
