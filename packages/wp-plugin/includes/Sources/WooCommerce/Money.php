<?php

declare(strict_types=1);

namespace Handoff\Sources\WooCommerce;

/** Amounts as decimal text (`"12.50"`), the way the shop shows them. */
final class Money
{
    /** Currencies whose smallest unit is not a hundredth (ISO 4217). */
    private const DECIMALS = [
        'BIF' => 0, 'CLP' => 0, 'DJF' => 0, 'GNF' => 0, 'ISK' => 0, 'JPY' => 0, 'KMF' => 0, 'KRW' => 0, 'PYG' => 0,
        'RWF' => 0, 'UGX' => 0, 'UYI' => 0, 'VND' => 0, 'VUV' => 0, 'XAF' => 0, 'XOF' => 0, 'XPF' => 0,
        'BHD' => 3, 'IQD' => 3, 'JOD' => 3, 'KWD' => 3, 'LYD' => 3, 'OMR' => 3, 'TND' => 3,
    ];

    private string $currency;

    public function __construct(string $currency)
    {
        $this->currency = $currency;
    }

    /**
     * An amount, rounded to what the shop calculates with and never shorter than the currency's own decimals.
     *
     * @param string|float|int|null $amount As WooCommerce keeps it: text or a number, nothing for zero.
     */
    public function amount($amount): string
    {
        return $this->write((float) $amount, $this->shopDecimals());
    }

    /**
     * What a net amount and its tax come to, as WooCommerce adds it up: it keeps the net unrounded and rounds the tax, and
     * an order is the sum of what each line comes to in the shop's decimals.
     */
    public function sum(float $net, float $tax): float
    {
        return round($net + $tax, (int) wc_get_price_decimals());
    }

    /** A price of one piece: a total divided by a quantity, so it may be finer than money is. */
    public function unit(float $price): string
    {
        return $this->write($price, $this->shopDecimals() + 2);
    }

    private function write(float $amount, int $decimals): string
    {
        $text = number_format($amount, $decimals, '.', '');
        [$whole, $fraction] = array_pad(explode('.', $text), 2, '');
        $fraction = str_pad(rtrim($fraction, '0'), self::DECIMALS[$this->currency] ?? 2, '0');
        $written = $fraction === '' ? $whole : "$whole.$fraction";
        return preg_match('/[1-9]/', $written) === 1 ? $written : ltrim($written, '-');
    }

    private function shopDecimals(): int
    {
        return max((int) wc_get_price_decimals(), self::DECIMALS[$this->currency] ?? 2);
    }
}
