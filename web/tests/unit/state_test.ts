import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api_query, read_state, toggled, values_of, write_state } from '../../src/lib/state';
import type { State } from '../../src/lib/state';

test('an address gives its state back', () => {
  const state: State = {
    view: 'matrix', filter: { actor: 'Q1', type: 'ACCUSE,ASSAULT', q: '"two words" & <b>', since: '2000-01-01' },
    event: 'ev_1', window: '2000-01-01..2000-02-01',
  };
  assert.deepEqual(read_state(write_state(state)), state);
});

test('the plain address is the timeline without a filter', () => {
  assert.equal(write_state(read_state('')), '');
  assert.equal(read_state('?view=nonsense&x=1').view, 'timeline');
});

test('one question has one address, whatever the order of the keys', () => {
  assert.equal(api_query({ type: 'AID', actor: 'Q1' }), api_query({ actor: 'Q1', type: 'AID' }));
});

test('values with commas survive in a list', () => {
  const filter = toggled(toggled({}, 'outlet', 'Sun, Moon'), 'outlet', 'Star');
  assert.deepEqual(values_of(filter, 'outlet'), ['Sun, Moon', 'Star']);
  assert.deepEqual(values_of(toggled(filter, 'outlet', 'Sun, Moon'), 'outlet'), ['Star']);
});
