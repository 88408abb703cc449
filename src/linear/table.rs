//! The table behind one feature's weights: from a value to a row of weights, one for each of the model's outcomes.
//! Open addressing, at most half full: most questions are answered by the first slot looked at, and the weights of a
//! feature with few values lie close together.

use super::Value;

/// A row of weights and the value it belongs to; free where that has nothing to say.
#[derive(Debug, Clone, Copy)]
struct Slot<const WIDE: usize> {
    value: Value,
    row: [f32; WIDE],
}

impl<const WIDE: usize> Slot<WIDE> {
    const FREE: Self = Self { value: Value::NONE, row: [0.0; WIDE] };
}

/// An odd number with many bits: multiplied by it, every bit of a number moves the upper ones.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Rows of weights by value.
#[derive(Debug, Clone)]
pub(super) struct Table<const WIDE: usize> {
    /// A power of two of them, at least two, half of them free.
    slots: Vec<Slot<WIDE>>,
    /// How many bits a hash has beyond those that say where to look first.
    shift: u32,
    len: usize,
}

impl<const WIDE: usize> Table<WIDE> {
    /// The row of `value`, if there is one.
    #[inline]
    pub fn get(&self, value: Value) -> Option<&[f32; WIDE]> {
        if value.is_none() {
            return None;
        }
        let mut at = self.first_place(value);
        loop {
            let slot = self.slots.get(at)?;
            if slot.value == value {
                return Some(&slot.row);
            }
            if slot.value.is_none() {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The row of `value`, made of zeros if need be; `value` has something to say.
    pub fn entry(&mut self, value: Value) -> &mut [f32; WIDE] {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let mut at = self.first_place(value);
        while !self.slots[at].value.is_none() && self.slots[at].value != value {
            at = (at + 1) & (self.slots.len() - 1);
        }
        let slot = &mut self.slots[at];
        if slot.value.is_none() {
            slot.value = value;
            self.len += 1;
        }
        &mut slot.row
    }

    /// All rows, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (Value, &[f32; WIDE])> {
        let taken = self.slots.iter().filter(|slot| !slot.value.is_none());
        taken.map(|slot| (slot.value, &slot.row))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Where to look for `value` first.
    #[inline]
    fn first_place(&self, value: Value) -> usize {
        (value.0.wrapping_mul(SPREAD) >> self.shift) as usize
    }

    fn grow(&mut self) {
        let mut larger =
            Self { slots: vec![Slot::FREE; self.slots.len() * 2], shift: self.shift - 1, len: 0 };
        for (value, row) in self.iter() {
            *larger.entry(value) = *row;
        }
        *self = larger;
    }
}

impl<const WIDE: usize> Default for Table<WIDE> {
    fn default() -> Self {
        Self { slots: vec![Slot::FREE; 2], shift: u64::BITS - 1, len: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again_however_many_there_are() {
        let mut table = Table::<2>::default();
        assert_eq!(table.get(Value::YES), None);
        for n in 0..1000 {
            *table.entry(Value::number(n)) = [n as f32, 0.5];
            *table.entry(Value::number(n).and(Value::YES)) = [0.5, n as f32];
        }
        assert_eq!(table.len(), 2000);
        assert_eq!(table.iter().count(), 2000);
        assert_eq!(table.get(Value::number(400)), Some(&[400.0, 0.5]));
        assert_eq!(table.get(Value::number(400).and(Value::YES)), Some(&[0.5, 400.0]));
        for value in [Value::number(1000), Value::YES.and(Value::number(400)), Value::NONE] {
            assert_eq!(table.get(value), None, "{value:?}");
        }
    }
}
