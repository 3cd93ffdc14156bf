<?php

declare(strict_types=1);

namespace Handoff\Admin;

/** A few lines on the dashboard: when the last event went out, how many wait, what needs a person. */
final class DashboardWidget
{
    private Health $health;

    public function __construct(Health $health)
    {
        $this->health = $health;
    }

    public function register(): void
    {
        add_action('wp_dashboard_setup', [$this, 'add']);
    }

    public function add(): void
    {
        if (current_user_can('handoff_view')) {
            wp_add_dashboard_widget('handoff', __('Handoff', 'handoff'), [$this, 'render']);
        }
    }

    public function render(): void
    {
        if (!$this->health->paired()) {
            echo '<p>' . esc_html__('Not connected yet: nothing is captured or sent.', 'handoff') . '</p>';
            $this->link(__('Connect this site', 'handoff'));
            return;
        }
        foreach ($this->health->concerns() as $concern) {
            echo '<p><span class="dashicons dashicons-warning" aria-hidden="true"></span> ' . esc_html($concern) . '</p>';
        }
        echo '<ul><li>' . esc_html($this->lastSuccess()) . '</li><li>' . esc_html($this->waiting()) . '</li></ul>';
        $this->link(__('Open Handoff', 'handoff'));
    }

    private function lastSuccess(): string
    {
        $at = $this->health->counts()['lastDeliveredAt'];
        if ($at === null) {
            return __('No event has reached the server yet.', 'handoff');
        }
        /* translators: %s: a time span such as "2 minutes". */
        return sprintf(__('The last event reached the server %s ago.', 'handoff'), human_time_diff((int) strtotime($at)));
    }

    private function waiting(): string
    {
        $waiting = $this->health->waiting();
        if ($waiting === 0) {
            return __('Nothing waits to be sent.', 'handoff');
        }
        /* translators: %d: how many events. */
        return sprintf(_n('%d event waits to be sent.', '%d events wait to be sent.', $waiting, 'handoff'), $waiting);
    }

    private function link(string $text): void
    {
        printf('<p><a href="%s">%s</a></p>', esc_url(PanelPage::url()), esc_html($text));
    }
}
