<?php

declare(strict_types=1);

namespace Handoff;

/** A part of the plugin that hooks itself into WordPress. */
interface Module
{
    public function register(Services $services): void;
}
