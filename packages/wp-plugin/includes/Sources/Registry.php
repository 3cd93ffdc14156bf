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
        return array_values(array_filter($this->wanted(), static function (Source $source): bool {
            try {
                return $source->available();
            } catch (\Throwable $problem) {
                Problem::report("looking for {$source->slug()}", $problem);
                return false;
            }
        }));
    }
}
