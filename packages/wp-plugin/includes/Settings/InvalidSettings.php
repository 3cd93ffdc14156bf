<?php

declare(strict_types=1);

namespace Handoff\Settings;

/** Some settings cannot be kept as they were given; none was changed. */
final class InvalidSettings extends \InvalidArgumentException
{
    /** @var array<int, array{path: string, message: string}> */
    public array $problems;

    /** @param array<int, array{path: string, message: string}> $problems At least one. */
    public function __construct(array $problems)
    {
        parent::__construct($problems[0]['message']);
        $this->problems = $problems;
    }
}
