<?php

declare(strict_types=1);

namespace Handoff\Tests\Admin;

use Handoff\Admin\DashboardWidget;
use Handoff\Admin\Health;
use Handoff\Admin\PluginLinks;
use Handoff\Admin\SiteHealth;
use Handoff\Tests\Connection\FakeServer;
use Handoff\Tests\TestCase;

final class AdminTest extends TestCase
{
    public function testOnlyThoseWhoMaySeeItHaveThePage(): void
    {
        self::assertContains('handoff', $this->menuOf('administrator'));
        self::assertNotContains('handoff', $this->menuOf('subscriber'));
    }

    public function testTheMenuCountsWhatNeedsAPerson(): void
    {
        $this->pair();
        $this->menuOf('administrator');
        self::assertStringNotContainsString('awaiting-mod', $this->menuTitle());
        $this->keep();
        $this->moveClock(3 * 3600);
        $this->menuOf('administrator');
        self::assertStringContainsString('1 thing needs you', $this->menuTitle());
    }

    public function testTheWidgetSaysThatNothingWaits(): void
    {
        $this->pair();
        self::assertStringContainsString('Nothing waits to be sent.', $this->widget());
    }

    public function testTheWidgetSaysWhatWaitsAndForHowLong(): void
    {
        $this->pair();
        $this->keep();
        self::assertStringContainsString('1 event waits to be sent.', $this->widget());
        self::assertStringNotContainsString('more than an hour', $this->widget());
        $this->moveClock(3 * 3600);
        self::assertStringContainsString('more than an hour', $this->widget());
    }

    public function testTheWidgetOfAnUnpairedSiteLeadsToConnecting(): void
    {
        self::assertStringContainsString('Connect this site', $this->widget());
    }

    public function testSiteHealth(): void
    {
        $health = new SiteHealth($this->services(), new Health($this->services()));
        self::assertSame('recommended', $health->sending()['status']);
        $this->pair();
        self::assertSame('good', $health->sending()['status']);
        $this->keep();
        $this->moveClock(3 * 3600);
        $later = new SiteHealth($this->services(), new Health($this->services()));
        self::assertSame('critical', $later->sending()['status']);
        self::assertStringContainsString('They are kept.', $later->sending()['description']);
    }

    public function testDebugInformationHoldsNoSecret(): void
    {
        $this->pair();
        $health = new SiteHealth($this->services(), new Health($this->services()));
        $said = (string) wp_json_encode($health->addDebugInformation([])['handoff']);
        self::assertStringContainsString('handoff.test', str_replace('\/', '/', $said));
        self::assertStringNotContainsString('whsk_', $said);
    }

    public function testTheListOfPluginsLeadsToThePanel(): void
    {
        $links = new PluginLinks($this->services());
        self::assertStringContainsString('>Connect<', $links->addLink([])['handoff']);
        $this->pair();
        self::assertStringContainsString('>Open<', $links->addLink(['deactivate' => 'x'])['handoff']);
    }

    private function pair(): void
    {
        (new FakeServer($this->http))->pair($this->services());
    }

    private function keep(): void
    {
        $this->services()->outbox()->add([
            'id' => 'evt_1',
            'idempotencyKey' => 'form.submitted:test-1:1',
            'type' => 'form.submitted',
            'occurredAt' => '2026-11-21T10:00:00Z',
            'data' => [],
        ], 'hook', 'custom', 'test', '');
    }

    private function widget(): string
    {
        ob_start();
        (new DashboardWidget(new Health($this->services())))->render();
        return (string) ob_get_clean();
    }

    /** @return string[] The slugs in the menu that a person of this role sees. */
    private function menuOf(string $role): array
    {
        global $menu, $submenu, $admin_page_hooks, $_registered_pages, $_parent_pages;
        $menu = $submenu = $admin_page_hooks = $_registered_pages = $_parent_pages = [];
        require_once ABSPATH . 'wp-admin/includes/plugin.php';
        $this->actAs($role);
        (new \Handoff\Admin\PanelPage(new Health($this->services())))->addToMenu();
        $seen = array_filter($menu, static fn(array $item): bool => current_user_can($item[1]));
        return array_column($seen, 2);
    }

    private function menuTitle(): string
    {
        return (string) (array_values($GLOBALS['menu'])[0][0] ?? '');
    }
}
