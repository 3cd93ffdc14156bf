<?php

declare(strict_types=1);

namespace Handoff\Settings;

use Handoff\Clock;

/** What the owner of this site chose. Everything is captured unless they chose otherwise. */
class Settings
{
    public const OPTION = 'handoff_settings';
    public const SOURCES_OPTION = 'handoff_sources';

    private Clock $clock;

    public function __construct(Clock $clock)
    {
        $this->clock = $clock;
    }

    /** An option that is not there is asked for on every request; as empty ones they come with all others. */
    public function install(): void
    {
        add_option(self::OPTION, [], '', true);
        add_option(self::SOURCES_OPTION, [], '', true);
    }

    /** @return array<string, int|bool|string[]> `SiteSettings` of the REST contract, every member present. */
    public function all(): array
    {
        $stored = get_option(self::OPTION);
        $all = Rules::defaults();
        foreach (is_array($stored) ? $stored : [] as $name => $value) {
            // A role may have gone with the plugin that made it; its settings stay for when it is back.
            if (in_array($name, ['viewRoles', 'manageRoles'], true) && is_array($value)) {
                $value = array_values(array_filter($value, [wp_roles(), 'is_role']));
            }
            if (isset($all[$name]) && Rules::problems($name, $value) === []) {
                $all[$name] = $value;
            }
        }
        return $all;
    }

    /**
     * Changes some settings, or none where one of them is wrong.
     *
     * @param array<string, mixed> $changes
     *
     * @return array<string, int|bool|string[]> All settings as they are now.
     *
     * @throws InvalidSettings
     */
    public function save(array $changes): array
    {
        $problems = [];
        foreach ($changes as $name => $value) {
            $problems[] = Rules::problems((string) $name, $value);
        }
        $problems = array_merge([], ...$problems);
        if ($problems !== []) {
            throw new InvalidSettings($problems);
        }
        foreach (['alertEmails', 'viewRoles', 'manageRoles'] as $list) {
            if (isset($changes[$list])) {
                $changes[$list] = array_values(array_unique($changes[$list]));
            }
        }
        OptionChange::apply(self::OPTION, static fn(array $stored): array => $changes + $stored);
        if (isset($changes['viewRoles']) || isset($changes['manageRoles'])) {
            Capabilities::grant($this);
        }
        return $this->all();
    }

    public function sourceEnabled(string $slug): bool
    {
        return (bool) ($this->source($slug)['enabled'] ?? true);
    }

    /** Whether a form of a source is captured; only where the source is too. */
    public function formEnabled(string $slug, string $form): bool
    {
        return (bool) ($this->source($slug)['forms'][$form] ?? true);
    }

    /** Since when what a source (and one of its forms) takes is wanted, in Unix seconds: since it was switched on again; else 0. */
    public function wantedSince(string $slug, string $form): int
    {
        $source = $this->source($slug);
        $since = max((int) ($source['onSince'] ?? 0), (int) ($source['formsOnSince'][$form] ?? 0));
        // A time to come was noted by a clock that was wrong.
        return $since > $this->clock->now() ? 0 : $since;
    }

    /**
     * @param bool|null           $enabled Null leaves it as it is.
     * @param array<string, bool> $forms   By form id; those not named stay as they are.
     */
    public function setSource(string $slug, ?bool $enabled, array $forms): void
    {
        $now = $this->clock->now();
        OptionChange::apply(self::SOURCES_OPTION, static function (array $sources) use ($slug, $enabled, $forms, $now): array {
            $source = is_array($sources[$slug] ?? null) ? $sources[$slug] : [];
            $wasOn = (bool) ($source['enabled'] ?? true);
            $isOn = $enabled ?? $wasOn;
            $known = (array) ($source['forms'] ?? []);
            $isBack = static fn($on, $form): bool => $on && !($known[$form] ?? true);
            $back = array_keys(array_filter($forms, $isBack, ARRAY_FILTER_USE_BOTH));
            $sources[$slug] = [
                'enabled' => $isOn,
                'forms' => array_map('boolval', $forms) + $known,
                'onSince' => $isOn && !$wasOn ? $now : (int) ($source['onSince'] ?? 0),
                'formsOnSince' => array_fill_keys($back, $now) + (array) ($source['formsOnSince'] ?? []),
            ];
            return $sources;
        });
    }

    /** @return array<string, mixed> */
    private function source(string $slug): array
    {
        $sources = get_option(self::SOURCES_OPTION);
        $source = is_array($sources) ? $sources[$slug] ?? [] : [];
        return is_array($source) ? $source : [];
    }
}
