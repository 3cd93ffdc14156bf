<?php

declare(strict_types=1);

namespace Handoff\Tests\Admin;

use Handoff\Admin\ContactForm7Box;
use Handoff\Admin\DashboardWidget;
use Handoff\Admin\Health;
use Handoff\Admin\PluginLinks;
use Handoff\Tests\TestCase;

/** What Handoff adds to other pages of wp-admin is for those who may see Handoff. */
final class AccessTest extends TestCase
{
    protected function tearDown(): void
    {
        unset($GLOBALS['current_screen'], $GLOBALS['wp_meta_boxes']); // Else all that follows would run inside wp-admin.
        parent::tearDown();
    }

    /** @dataProvider roles */
    public function testWhoSeesWhat(string $role, bool $sees, bool $manages): void
    {
        $this->services()->settings()->save(['viewRoles' => ['editor']]);
        $this->actAs($role);
        self::assertSame($sees, $this->hasWidget(), 'the dashboard widget');
        self::assertSame($sees, isset((new ContactForm7Box($this->services()))->addPanel([])['handoff']), 'the box of Contact Form 7');
        self::assertSame($manages, $this->hint() !== '', 'the hint on the list of plugins');
    }

    public function roles(): array
    {
        return [
            'a subscriber' => ['subscriber', false, false],
            'an author' => ['author', false, false],
            'a role that may see' => ['editor', true, false],
            'an administrator' => ['administrator', true, true],
        ];
    }

    public function testWhatOthersWroteIsShownAsText(): void
    {
        $this->actAs('administrator');
        add_filter('gettext_handoff', static fn(): string => '<script>alert(1)</script>%s%d');
        $form = new class () {
            public function id(): string
            {
                return '"><script>alert(2)</script>';
            }
        };
        ob_start();
        (new DashboardWidget(new Health($this->services())))->render();
        (new ContactForm7Box($this->services()))->render($form);
        $html = ob_get_clean() . $this->hint() . (new PluginLinks($this->services()))->addLink([])['handoff'];
        self::assertStringContainsString('&lt;script&gt;', $html);
        self::assertStringNotContainsString('<script', $html);
    }

    private function hasWidget(): bool
    {
        global $wp_meta_boxes;
        require_once ABSPATH . 'wp-admin/includes/dashboard.php';
        set_current_screen('dashboard');
        $wp_meta_boxes = [];
        (new DashboardWidget(new Health($this->services())))->add();
        return strpos((string) wp_json_encode($wp_meta_boxes), '"handoff"') !== false;
    }

    private function hint(): string
    {
        set_current_screen('plugins');
        ob_start();
        (new PluginLinks($this->services()))->hint();
        return (string) ob_get_clean();
    }
}
