<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Problem;
use Handoff\Settings\Settings;

/** Every plugin that events can be captured from: one line each. */
class Registry
{
    private Settings $settings;

    /** @var Source[]|null */
    private ?array $sources = null;

    public function __construct(Settings $settings)
    {
        $this->settings = $settings;
    }

    /** @return Source[] Whether their plugins are there or not. */
    public function all(): array
    {
        return $this->sources = $this->sources ?? [
            new ContactForm7(),
            new WPForms(),
            new GravityForms(),
            new NinjaForms(),
            new FluentForms(),
            new Formidable(),
            new Forminator(),
            new ElementorPro(),
            new JetpackForms(),
            new WooCommerce(),
            new WordPressComments(),
            new WordPressUsers(),
            new Custom(),
        ];
    }

    public function find(string $slug): ?Source
    {
        foreach ($this->all() as $source) {
            if ($source->slug() === $slug) {
                return $source;
            }
        }
        return null;
    }

    /** @return Source[] Those the owner did not switch off, whether their plugins are there or not. */
    public function wanted(): array
    {
        $isOn = fn(Source $source): bool => $this->settings->sourceEnabled($source->slug());
        return array_values(array_filter($this->all(), $isOn));
    }

    /** @return Source[] Those whose plugin is there and which the owner did not switch off. */
    public function active(): array
    {
        $isThere = static fn(Source $source): bool => (bool) self::ask($source, static fn() => $source->available(), false);
        return array_values(array_filter($this->wanted(), $isThere));
    }

    /**
     * Asks a source something. One plugin that changed its inside must not take the others away.
     *
     * @param callable(): mixed $ask
     * @param mixed             $otherwise The answer where it fails.
     *
     * @return mixed
     */
    public static function ask(Source $source, callable $ask, $otherwise)
    {
        try {
            return $ask();
        } catch (\Throwable $problem) {
            Problem::report("looking at {$source->slug()}", $problem);
            return $otherwise;
        }
    }
}
