//! What two sorted lists have in common.

/// How many entries two sorted lists have in common, each as often as both have it.
pub fn common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        count += usize::from(x == y);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn what_both_have_counts_as_often_as_both_have_it() {
        assert_eq!(common(&[1, 2, 2, 2, 5], &[2, 2, 3, 5, 7]), 3);
        assert_eq!(common(&[1], &[]), 0);
    }
}
