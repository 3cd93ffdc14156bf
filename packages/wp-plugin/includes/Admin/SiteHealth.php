<?php

declare(strict_types=1);

namespace Handoff\Admin;

use Handoff\Clock;
use Handoff\Plugin;
use Handoff\Services;

/** Handoff's tests in Tools → Site Health, and its section of the debug information. */
final class SiteHealth
{
    /** Sweeps are due each minute; a quarter of an hour without one means that cron does not run. In seconds. */
    private const CRON_LATE = 900;

    private Services $services;
    private Health $health;

    public function __construct(Services $services, Health $health)
    {
        $this->services = $services;
        $this->health = $health;
    }

    public function register(): void
    {
        add_filter('site_status_tests', [$this, 'addTests']);
        add_filter('debug_information', [$this, 'addDebugInformation']);
    }

    /**
     * @param array<string, array<string, mixed>> $tests
     *
     * @return array<string, array<string, mixed>>
     */
    public function addTests(array $tests): array
    {
        $tests['direct']['handoff_sending'] = ['label' => __('Handoff sends events', 'handoff'), 'test' => [$this, 'sending']];
        $tests['direct']['handoff_cron'] = ['label' => __('Handoff’s schedule runs', 'handoff'), 'test' => [$this, 'schedule']];
        return $tests;
    }

    /** @return array<string, mixed> */
    public function sending(): array
    {
        if (!$this->health->paired()) {
            return $this->result(
                'handoff_sending',
                'recommended',
                __('Handoff is not connected', 'handoff'),
                __('Nothing is captured or sent until this site is connected to a Handoff server.', 'handoff')
            );
        }
        $concerns = $this->health->concerns();
        if ($concerns === []) {
            return $this->result(
                'handoff_sending',
                'good',
                __('Handoff sends events', 'handoff'),
                __('Form submissions and orders reach the Handoff server.', 'handoff')
            );
        }
        return $this->result(
            'handoff_sending',
            'critical',
            __('Handoff needs you: events do not go out as they should', 'handoff'),
            implode(' ', $concerns)
        );
    }

    /** @return array<string, mixed> */
    public function schedule(): array
    {
        $next = wp_next_scheduled('handoff_sweep');
        if ($next !== false && abs($next - time()) < self::CRON_LATE) {
            return $this->result(
                'handoff_cron',
                'good',
                __('Handoff’s schedule runs', 'handoff'),
                __('Events that could not be sent at once are sent again each minute.', 'handoff')
            );
        }
        return $this->result(
            'handoff_cron',
            'recommended',
            __('WordPress’ schedule does not run, so Handoff sends again only when someone visits the admin', 'handoff'),
            __(
                'Nothing is lost: events are kept on this site. Ask your host for a real cron job that calls wp-cron.php each minute.',
                'handoff'
            )
        );
    }

    /**
     * @param array<string, array<string, mixed>> $information
     *
     * @return array<string, array<string, mixed>>
     */
    public function addDebugInformation(array $information): array
    {
        $pairing = $this->services->pairings()->current();
        $counts = $this->health->counts();
        $sources = array_map(static fn($source) => $source->slug(), $this->services->sources()->active());
        $values = [
            'version' => [__('Version', 'handoff'), Plugin::VERSION],
            'server' => [__('Server', 'handoff'), $pairing === null ? __('not connected', 'handoff') : $pairing->origin],
            'source' => [__('Source', 'handoff'), $pairing === null ? '–' : $pairing->sourceId],
            'sending' => [__('Sending', 'handoff'), $this->services->sending()->state()->state],
            'outbox' => [__('Outbox', 'handoff'), array_map(static fn($count) => $count ?? '–', $counts)],
            'sources' => [__('Captured from', 'handoff'), implode(', ', $sources)],
            'time' => [__('Time of the site (UTC)', 'handoff'), Clock::iso($this->services->clock()->now())],
        ];
        $fields = [];
        foreach ($values as $key => [$label, $value]) {
            $fields[$key] = ['label' => $label, 'value' => $value];
        }
        $information['handoff'] = ['label' => __('Handoff', 'handoff'), 'fields' => $fields];
        return $information;
    }

    /** @return array<string, mixed> */
    private function result(string $test, string $status, string $label, string $description): array
    {
        return [
            'test' => $test,
            'status' => $status,
            'label' => $label,
            'badge' => ['label' => __('Handoff', 'handoff'), 'color' => 'blue'],
            'description' => '<p>' . esc_html($description) . '</p>',
            'actions' => sprintf('<p><a href="%s">%s</a></p>', esc_url(PanelPage::url()), esc_html__('Open Handoff', 'handoff')),
        ];
    }
}
