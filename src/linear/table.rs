//! The table behind a model's weights: from feature and value to a row of weights, one for each of the model's
//! outcomes. Open addressing, at most half full: most questions are answered by the first slot looked at.

use super::Value;

/// A row of weights and what it belongs to; free where the value has nothing to say.
#[derive(Debug, Clone, Copy)]
struct Slot<const WIDE: usize> {
    value: Value,
    feature: u32,
    row: [f32; WIDE],
}

impl<const WIDE: usize> Slot<WIDE> {
    const FREE: Self = Self { value: Value::NONE, feature: 0, row: [0.0; WIDE] };
}

/// An odd number with many bits.
const SPREAD: u64 = 0xf135_7aea_2e62_a9c5;

/// Rows of weights by feature and value.
#[derive(Debug, Clone)]
pub(super) struct Table<const WIDE: usize> {
    /// A power of two of them, at least one free.
    slots: Vec<Slot<WIDE>>,
    len: usize,
}

impl<const WIDE: usize> Table<WIDE> {
    /// Space for `rows` rows; it grows when there are more.
    pub fn with_capacity(rows: usize) -> Self {
        Self { slots: vec![Slot::FREE; (rows * 2).next_power_of_two().max(8)], len: 0 }
    }

    /// The row of `value` for `feature`, if there is one.
    #[inline]
    pub fn get(&self, feature: usize, value: Value) -> Option<&[f32; WIDE]> {
        if value.is_none() {
            return None;
        }
        let mut at = self.first_place(feature, value);
        loop {
            let slot = self.slots.get(at)?;
            if slot.value == value && slot.feature as usize == feature {
                return Some(&slot.row);
            }
            if slot.value.is_none() {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The row of `value` for `feature`, made of zeros if need be; `value` has something to say.
    pub fn entry(&mut self, feature: usize, value: Value) -> &mut [f32; WIDE] {
        if (self.len + 1) * 2 > self.slots.len() {
            self.grow();
        }
        let at = self.place(feature, value);
        let slot = &mut self.slots[at];
        if slot.value.is_none() {
            *slot = Slot { value, feature: feature as u32, ..Slot::FREE };
            self.len += 1;
        }
        &mut slot.row
    }

    /// All rows, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Value, &[f32; WIDE])> {
        let taken = self.slots.iter().filter(|slot| !slot.value.is_none());
        taken.map(|slot| (slot.feature as usize, slot.value, &slot.row))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Where `value` of `feature` stands, or the free slot where it would.
    fn place(&self, feature: usize, value: Value) -> usize {
        let mut at = self.first_place(feature, value);
        while let Some(slot) = self.slots.get(at)
            && !slot.value.is_none()
            && (slot.value != value || slot.feature as usize != feature)
        {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Where to look for `value` of `feature` first.
    #[inline]
    fn first_place(&self, feature: usize, value: Value) -> usize {
        // Multiplied by such a number, every bit of the key moves the upper half.
        let key = (value.0 ^ (feature as u64) << 20).wrapping_mul(SPREAD);
        (key >> 32) as usize & (self.slots.len() - 1)
    }

    fn grow(&mut self) {
        let mut larger = Self::with_capacity(self.slots.len());
        for (feature, value, row) in self.iter() {
            *larger.entry(feature, value) = *row;
        }
        *self = larger;
    }
}

impl<const WIDE: usize> Default for Table<WIDE> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again_however_many_there_are() {
        let mut table = Table::<2>::default();
        for n in 0..1000 {
            *table.entry(n % 3, Value::number(n as u32)) = [n as f32, 0.5];
        }
        assert_eq!(table.len(), 1000);
        assert_eq!(table.iter().count(), 1000);
        assert_eq!(table.get(1, Value::number(400)), Some(&[400.0, 0.5]));
        for (feature, value) in [(2, Value::number(400)), (1, Value::number(1000)), (1, Value::NONE)] {
            assert_eq!(table.get(feature, value), None, "{feature} {value:?}");
        }
    }
}
