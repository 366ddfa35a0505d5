"""Counts against arithmetic by hand and against published figures."""

from __future__ import annotations

import pytest

from scripts.measure.counting import Adapted, Decoder, Group, LatentDecoder, Transformer

LLAMA = Decoder(
    layers=80,
    width=8192,
    heads=64,
    kv_heads=8,
    head_width=128,
    inner=28672,
    gated=True,
    vocabulary=128256,
    output_layer="own",
)
SMALL = Decoder(
    layers=3,
    width=8,
    heads=4,
    kv_heads=2,
    head_width=2,
    inner=16,
    gated=False,
    vocabulary=10,
    output_layer="shared",
)


def test_llama_70b_has_its_published_weights_and_cache() -> None:
    assert LLAMA.weights == pytest.approx(70.55e9, rel=1e-3)
    assert LLAMA.cache_bytes(2) == 320 * 1024


def test_a_layer_by_hand() -> None:
    # queries and output 8 × 8 each, keys and values 8 × 4 each, two matrices of 8 × 16
    assert SMALL.layer_weights == 64 + 64 + 32 + 32 + 128 + 128
    assert SMALL.weights == 3 * 448 + 80


def test_a_step_reads_weights_once_and_each_cache_once() -> None:
    work = SMALL.step(layers=2, caches=5, rows=3, length=100, number_bytes=2)
    assert work.products == 2 * 2 * 448 * 15
    assert work.bytes_read == 2 * 448 * 2 + 5 * 100 * (2 * 2 * 2 * 2) * 2
    assert work.attention == 4 * 2 * 15 * 100 * 8


def test_reading_computes_half_of_all_pairs() -> None:
    work = SMALL.read(layers=3, batch=2, length=10)
    assert work.products == 2 * 3 * 448 * 20
    assert work.attention == 4 * (10 * 10 / 2) * 8 * 2 * 3


def test_a_pass_of_stable_diffusion_3s_largest_shape() -> None:
    denoiser = Transformer(layers=38, width=2432, heads=38)
    assert denoiser.run(38, 1, 4396).operations == pytest.approx(30.86e12, rel=1e-3)
    assert denoiser.run(38, 4, 1324).operations == pytest.approx(4 * 7.79e12, rel=1e-3)


def test_dit_is_listed_with_half_its_operations() -> None:
    dit = Transformer(layers=28, width=1152, heads=16)
    assert dit.run(28, 1, 1024).operations / 2 == pytest.approx(525e9, rel=0.005)  # peebles2023scalable


def test_space_then_time_is_thirty_one_times_cheaper() -> None:
    video = Transformer(layers=60, width=3072, heads=24)
    full = video.attention(109_120)
    assert full == 4 * 109_120**2 * 3072
    assert full / video.factorized(31, 109_120) == pytest.approx(30.7, abs=0.05)
    assert full / video.windows(8, 109_120) == 8


def test_stable_diffusions_decoder_takes_4_7_million_products_a_pixel() -> None:
    decoder = LatentDecoder(channels=[128, 256, 512, 512], blocks=3, middle_blocks=2, latent_channels=4)
    assert decoder.shrink == 8
    by_hand = 0.59 + 1.07 + 1.65 + 1.03 + 0.37  # as the follow-up decoder-cost of high-resolution-synthesis adds up
    assert decoder.run(1, 1).products / 2e6 == pytest.approx(by_hand, abs=0.01)
    assert decoder.run(2, 8).products == pytest.approx(2 * 64 * decoder.run(1, 1).products)


def test_an_adapter_of_rank_16_on_sdxl() -> None:
    sdxl = Adapted([Group(60, 1280, 20), Group(10, 640, 10)], text_width=2048, rank=16)
    assert sdxl.adapter_weights == 16 * (60 * (14 * 1280 + 4096) + 10 * (14 * 640 + 4096))


def test_a_step_of_training_by_hand() -> None:
    one = Adapted([Group(1, 4, 1)], text_width=6, rank=2)
    work = one.step(batch=3, positions=[10], text_positions=5)
    frozen = 2 * (4 * 16 + 2 * 16 + 12 * 16) * 10 + 2 * 4 * 6 * 5  # twice over the picture, once over the text
    adapters = 3 * (6 * 2 * (4 + 4) * 10 + 2 * 2 * (6 + 4) * 5)
    assert work.products == 3 * 2 * (frozen + adapters)
    assert work.attention == 3 * 3 * 4 * 4 * 10 * (10 + 5)
